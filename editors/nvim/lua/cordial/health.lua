-- :checkhealth cordial
local M = {}

local health = vim.health or require("health")
local ok = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local bad = health.error or health.report_error
local start = health.start or health.report_start

function M.check()
  start("cordial")
  if vim.fn.has("nvim-0.7") ~= 1 then
    bad("Neovim 0.7 or newer is needed")
  elseif vim.fn.has("nvim-0.11") == 1 then
    ok("Neovim has vim.lsp.config: vim.lsp.enable(\"cordial\") is enough")
  else
    ok("Neovim starts cordial by require(\"cordial\").setup()")
  end

  local cordial = require("cordial")
  local program = (cordial.config or require("cordial.server")).cmd[1]
  if vim.fn.executable(program) ~= 1 then
    bad("there is no program " .. program, { "cargo install --path . in cordial's folder", "or give setup{} its path in cmd" })
    return
  end
  local version = vim.fn.system({ program, "--version" })
  if vim.v.shell_error == 0 then
    ok(vim.trim(version) .. " at " .. vim.fn.exepath(program))
  else
    bad(program .. " --version did not work", { vim.trim(version) })
  end

  local clients = vim.lsp.get_clients and vim.lsp.get_clients({ name = "cordial" })
    or vim.tbl_filter(function(client)
      return client.name == "cordial"
    end, vim.lsp.get_active_clients())
  if #clients > 0 then
    ok("the server is running")
  else
    warn("the server is not running", { "open a draft: a text or Markdown file with a greeting at its top" })
  end
end

return M
