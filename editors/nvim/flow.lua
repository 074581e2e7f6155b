-- What somebody does with a draft in Neovim, through Neovim's own client: see the finding, read why, take the fix, read
-- the verdict; and a README that must be left alone. Runs in a headless Neovim; anything else than 0 is a failure.
-- Usage: nvim --headless -i NONE -n -u INIT.lua priya.txt -c "luafile flow.lua"
local function say(what)
  io.stdout:write("  " .. what .. "\n")
end

local function until_true(name, holds)
  if not vim.wait(20000, holds, 20) then
    error("not seen in 20 s: " .. name, 0)
  end
end

local function findings()
  return vim.diagnostic.get(0)
end

local function floating_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), " ")
    end
  end
  return ""
end

local function flow()
  local bufnr = vim.api.nvim_get_current_buf()
  until_true("the finding", function()
    return #findings() == 1
  end)
  local finding = findings()[1]
  assert(finding.source == "cordial" and finding.severity == vim.diagnostic.severity.WARN, vim.inspect(finding))
  assert(finding.lnum == 6 and finding.col == 21, vim.inspect(finding))
  assert(finding.message:find(vim.env.MESSAGE, 1, true), finding.message)
  say("the draft's one warning is shown: " .. finding.message)

  until_true("the verdict “almost”", function()
    return (vim.b.cordial_verdict or ""):lower():match("^almost")
  end)
  say("the status line can say: " .. vim.b.cordial_verdict)

  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col + 5 })
  vim.lsp.buf.hover()
  until_true("the reason in the hover", function()
    return floating_text():find(vim.env.WHY, 1, true)
  end)
  say("the hover shows why")

  local offered = {}
  vim.ui.select = function(choices, options, choose)
    for index, choice in ipairs(choices) do
      local title = options.format_item and options.format_item(choice) or tostring(choice)
      table.insert(offered, title)
      if title == vim.env.FIX then
        return choose(choice, index)
      end
    end
  end
  vim.lsp.buf.code_action()
  until_true("the fix in the text", function()
    return table.concat(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false), "\n"):find("open to a short conversation, fifteen", 1, true)
  end)
  until_true("no finding after the fix", function()
    return #findings() == 0
  end)
  until_true("the verdict “ready”", function()
    return (vim.b.cordial_verdict or ""):lower():match("^ready")
  end)
  say("the quick fix changed the text, nothing is left, and the status line can say: " .. vim.b.cordial_verdict)

  vim.api.nvim_buf_set_lines(bufnr, 6, 6, false, { "Are you hiring?" })
  until_true("a new error", function()
    return findings()[1] and findings()[1].severity == vim.diagnostic.severity.ERROR
  end)
  say("a new mistake is shown at once")

  vim.cmd("CordialCoach")
  local page = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  assert(page:lower():find("not yet", 1, true), page)
  vim.cmd("bwipeout!")
  say(":CordialCoach opens the page beside the draft")

  vim.cmd("CordialNew first-contact email Dana Cole")
  until_true("a new draft for Dana", function()
    return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n"):find("Hi Dana", 1, true)
  end)
  say(":CordialNew begins a draft")

  vim.cmd("help :CordialCoach")
  assert(vim.api.nvim_buf_get_name(0):match("cordial%.txt$"), vim.api.nvim_buf_get_name(0))
  say(":help finds its page")

  vim.cmd("checkhealth cordial")
  local health = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  assert(health:find("the server is running", 1, true) and not health:find("ERROR", 1, true), health)
  say(":checkhealth finds nothing wrong")

  vim.cmd("edit! README.md")
  vim.wait(1000)
  assert(#findings() == 0, vim.inspect(findings()))
  say("a README is left alone")
end

local fine, reason = pcall(flow)
if not fine then
  io.stdout:write("FAILED: " .. tostring(reason) .. "\n")
end
vim.cmd(fine and "qall!" or "cquit!")
