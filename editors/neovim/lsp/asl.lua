---@brief
---
--- https://github.com/asl-lang/asl
---
--- `asl`, the language server for the Amazon States Language (AWS Step Functions state machines in JSON and YAML).
--- It can be installed via `cargo`:
---
--- ```sh
--- cargo install asl-language-server
--- ```
---
--- Neovim has no filetype for state machine definitions. Add one:
---
--- ```lua
--- vim.filetype.add({
---   extension = { asl = 'json.asl' },
---   pattern = { ['.*%.asl%.json'] = 'json.asl', ['.*%.asl%.ya?ml'] = 'yaml.asl' },
--- })
--- ```
---
--- `:LspAslSimulate [INPUT] [MOCKS TESTCASE]` runs the machine of the current buffer, as it stands, and shows the report
--- in a split. INPUT and MOCKS are files; without them the input is `{}` and each task answers with a sample.
---
--- `:LspAslTestState [INPUT] [MOCK]` runs the state at the cursor alone. MOCK is a file with `result` or with
--- `errorOutput`, an object of `error` and `cause`; a Map or Parallel needs one.

---Reads a JSON file; without a name nothing is read.
---@param name string?
local function read_json(name)
  if not name or name == '' then
    return nil
  end
  return vim.json.decode(table.concat(vim.fn.readfile(vim.fn.expand(name)), '\n'))
end

---Shows a text in a scratch window below.
---@param text string
local function show(text)
  vim.cmd('botright new')
  vim.bo.buftype, vim.bo.bufhidden, vim.bo.swapfile, vim.bo.filetype = 'nofile', 'wipe', false, 'markdown'
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(text, '\n'))
  vim.bo.modifiable = false
end

---Sends a command; Neovim 0.11 made the client's functions methods.
local function request(client, params, handler, buffer)
  local method = 'workspace/executeCommand'
  if vim.fn.has('nvim-0.11') == 1 then
    return client:request(method, params, handler, buffer)
  end
  return client.request(method, params, handler, buffer)
end

---@type vim.lsp.Config
return {
  cmd = { 'asl', 'lsp' },
  filetypes = { 'json.asl', 'yaml.asl' },
  root_markers = { 'asl.toml', 'template.yaml', 'template.yml', 'samconfig.toml', '.git' },
  get_language_id = function(_, filetype)
    return filetype:find('yaml', 1, true) and 'asl-yaml' or 'asl'
  end,
  -- The report is shown by the command below, so the server need not write a file for it.
  init_options = { reportView = true },
  on_attach = function(client, buffer)
    vim.api.nvim_buf_create_user_command(buffer, 'LspAslSimulate', function(command)
      local input, mocks, case = unpack(command.fargs)
      local arguments = {
        uri = vim.uri_from_bufnr(buffer),
        position = vim.lsp.util.make_position_params(0, client.offset_encoding).position,
        input = read_json(input),
        mocks = read_json(mocks),
        testCase = case,
      }
      request(client, { command = 'asl.simulate', arguments = { arguments } }, function(failure, result)
        if failure then
          vim.notify(failure.message, vim.log.levels.ERROR)
        else
          show(result.report)
        end
      end, buffer)
    end, { nargs = '*', complete = 'file', desc = 'Run this state machine' })
    vim.api.nvim_buf_create_user_command(buffer, 'LspAslTestState', function(command)
      local input, mock = unpack(command.fargs)
      local arguments = {
        uri = vim.uri_from_bufnr(buffer),
        position = vim.lsp.util.make_position_params(0, client.offset_encoding).position,
        input = read_json(input),
        mock = read_json(mock),
      }
      request(client, { command = 'asl.testState', arguments = { arguments } }, function(failure, result)
        if failure then
          vim.notify(failure.message, vim.log.levels.ERROR)
        else
          show(result.report)
        end
      end, buffer)
    end, { nargs = '*', complete = 'file', desc = 'Test the state at the cursor' })
  end,
}
