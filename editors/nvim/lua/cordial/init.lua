-- cordial in Neovim: the server, two commands, and the verdict for a status line. See :help cordial.
local M = {}

-- Neovim before 0.11 has no vim.lsp.config: the server is started as buffers of its file types come up.
local function start_by_filetype(config)
  vim.api.nvim_create_autocmd("FileType", {
    group = vim.api.nvim_create_augroup("cordial_start", {}),
    pattern = config.filetypes,
    callback = function(event)
      config.root_dir(event.buf, function(root)
        local client = vim.tbl_extend("force", config, { name = "cordial" })
        client.root_dir = root
        if vim.lsp.start then
          vim.lsp.start(client, { bufnr = event.buf })
          return
        end
        M.client_by_root = M.client_by_root or {}
        local key = root or ""
        local id = M.client_by_root[key]
        if not (id and vim.lsp.get_client_by_id(id)) then
          id = vim.lsp.start_client(client)
          M.client_by_root[key] = id
        end
        if id then
          vim.lsp.buf_attach_client(event.buf, id)
        end
      end)
    end,
  })
end

-- The program that the server's command line names.
local function program()
  return M.config and M.config.cmd[1] or "cordial"
end

-- Opens lines in a window beside this one, not to be saved by accident.
local function open_beside(lines)
  vim.cmd("botright vnew")
  local bufnr = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, lines)
  vim.bo[bufnr].buftype, vim.bo[bufnr].bufhidden, vim.bo[bufnr].filetype = "nofile", "wipe", "markdown"
  vim.wo.wrap, vim.wo.linebreak = true, true
end

-- Runs cordial once and gives the lines that it prints, or nothing after saying why not.
local function run(arguments, input)
  local command = vim.list_extend({ program() }, arguments)
  if vim.fn.executable(command[1]) ~= 1 then
    vim.notify("cordial: there is no program " .. command[1] .. " (:checkhealth cordial)", vim.log.levels.ERROR)
    return nil
  end
  local out = vim.fn.systemlist(command, input or {})
  if vim.v.shell_error >= 2 then
    vim.notify("cordial: " .. table.concat(out, "\n"), vim.log.levels.ERROR)
    return nil
  end
  return out
end

-- The coach's page beside the draft, about the text as it stands in the buffer.
function M.coach()
  local name = vim.api.nvim_buf_get_name(0)
  if name == "" then
    name = vim.bo.filetype == "markdown" and "draft.md" or "draft.txt"
  end
  local text = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  local page = run({ "coach", "-", "--stdin-path", name, "--format", "markdown" }, text)
  if page then
    open_beside(page)
  end
end

-- A new draft in an empty buffer: kind, channel, and the reader's name.
function M.new(kind, channel, to)
  local lines = run({ "new", kind, "--channel", channel, "--to=" .. to })
  if lines then
    vim.cmd("enew")
    vim.api.nvim_buf_set_lines(0, 0, -1, false, lines)
    vim.bo.filetype = "markdown"
  end
end

-- Keeps b:cordial_verdict: what the server says of the draft in a buffer, and nothing where there is no draft.
local function follow_verdict(bufnr)
  local clients = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = bufnr, name = "cordial" })
    or vim.tbl_filter(function(client)
      return client.name == "cordial"
    end, vim.tbl_values(vim.lsp.buf_get_clients(bufnr)))
  local client = clients[1]
  if not client then
    return
  end
  local question = { command = "cordial.verdict", arguments = { vim.uri_from_bufnr(bufnr) } }
  local function answer(_, result)
    if not vim.api.nvim_buf_is_valid(bufnr) then
      return
    end
    local first = type(result) == "table" and result.messages and result.messages[1]
    vim.b[bufnr].cordial_verdict = first and first.text or ""
    vim.cmd("redrawstatus")
  end
  if vim.fn.has("nvim-0.11") == 1 then
    client:request("workspace/executeCommand", question, answer, bufnr)
  else
    client.request("workspace/executeCommand", question, answer, bufnr)
  end
end

-- Starts cordial for drafts. `options` are those of a language client, such as `cmd`.
function M.setup(options)
  M.config = vim.tbl_extend("force", require("cordial.server"), options or {})
  if vim.fn.has("nvim-0.11") == 1 then
    vim.lsp.config("cordial", M.config)
    vim.lsp.enable("cordial")
  else
    start_by_filetype(M.config)
  end
  vim.api.nvim_create_autocmd("DiagnosticChanged", {
    group = vim.api.nvim_create_augroup("cordial_verdict", {}),
    callback = function(event)
      follow_verdict(event.buf)
    end,
  })
  vim.api.nvim_create_user_command("CordialCoach", M.coach, { desc = "The coach's page beside this draft" })
  vim.api.nvim_create_user_command("CordialNew", function(command)
    local kind, channel, to = command.args:match("^(%S+)%s+(%S+)%s+(.+)$")
    if not kind then
      vim.notify("cordial: name the kind, the channel and the reader, as in :CordialNew first-contact email Dana Cole")
      return
    end
    M.new(kind, channel, to)
  end, { nargs = "+", desc = "A new draft: kind, channel, name" })
end

return M
