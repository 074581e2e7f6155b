-- How Neovim 0.11 and newer runs cordial: `vim.lsp.enable("cordial")` is all that it takes.
return require("cordial.server")
