-- The language server: how it is started, and for which buffers. What is no draft is left alone by the server itself.

-- A TOML file is cordial's business where a cordial.toml says so: that file, and the rules beside it.
local function is_ours(bufnr)
  local name = vim.api.nvim_buf_get_name(bufnr)
  if vim.bo[bufnr].filetype ~= "toml" or vim.fn.fnamemodify(name, ":t") == "cordial.toml" then
    return true
  end
  return vim.fn.findfile("cordial.toml", vim.fn.fnamemodify(name, ":p:h") .. ";") ~= ""
end

-- The folder of the nearest cordial.toml or else of the repository; a draft of its own has none.
local function root_of(bufnr)
  local here = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(bufnr), ":p:h")
  local settings = vim.fn.findfile("cordial.toml", here .. ";")
  if settings ~= "" then
    return vim.fn.fnamemodify(settings, ":p:h")
  end
  local git = vim.fn.finddir(".git", here .. ";")
  return git ~= "" and vim.fn.fnamemodify(git, ":p:h:h") or nil
end

return {
  cmd = { "cordial", "lsp" },
  filetypes = { "markdown", "text", "mail", "toml" },
  root_dir = function(bufnr, start)
    if is_ours(bufnr) then
      start(root_of(bufnr))
    end
  end,
}
