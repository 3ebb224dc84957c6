-- A session in the real Neovim, headless, from 0.10 on:
--   REPOSITORY=… FOLDER=… nvim --headless -u NONE -i NONE -n -l neovim.lua
-- FOLDER holds a copy of tests/corpus; `asl` is on the PATH. Exit status 0: all passed.
local repository, folder = os.getenv('REPOSITORY'), os.getenv('FOLDER')
local failed = 0

local function say(text)
  io.stdout:write(text .. '\n')
end

local function test(name, body)
  local ok, failure = xpcall(body, debug.traceback)
  say((ok and 'ok   ' or 'FAIL ') .. name .. (ok and '' or '\n     ' .. tostring(failure)))
  failed = failed + (ok and 0 or 1)
end

local function wait_for(what, condition)
  assert(vim.wait(30000, condition, 20), 'timed out: ' .. what)
end

vim.opt.swapfile, vim.opt.hidden = false, true
vim.opt.runtimepath:prepend(repository .. '/editors/neovim')
vim.cmd('filetype on')

-- As a user does it: `vim.lsp.enable` where it exists, else `vim.lsp.start` with the same table.
local modern = vim.fn.has('nvim-0.11') == 1
if modern then
  vim.lsp.enable('asl')
end

local function open(name)
  vim.cmd.edit(vim.fn.fnameescape(folder .. '/' .. name))
  local buffer = vim.api.nvim_get_current_buf()
  if not modern then
    local config = dofile(repository .. '/editors/neovim/lsp/asl.lua')
    config.name, config.root_dir = 'asl', folder
    vim.lsp.start(config)
  end
  wait_for('the client', function()
    local client = vim.lsp.get_clients({ bufnr = buffer })[1]
    return client and client.initialized and next(client.server_capabilities or {})
  end)
  return buffer
end

-- The cursor on the first `text` of a line that holds `line_text`.
local function go_to(line_text, text)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if line:find(line_text, 1, true) then
      local column = line:find(text, 1, true)
      vim.api.nvim_win_set_cursor(0, { number, column - 1 })
      return number, column - 1
    end
  end
  error('no line holds ' .. line_text)
end

local function request(buffer, method, extra)
  local cursor = vim.api.nvim_win_get_cursor(0)
  local parameters = {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    position = { line = cursor[1] - 1, character = cursor[2] },
  }
  local answers, failure = vim.lsp.buf_request_sync(buffer, method, vim.tbl_extend('force', parameters, extra or {}), 30000)
  assert(answers, failure)
  local _, answer = next(answers)
  assert(answer and not answer.err and not answer.error, vim.inspect(answer))
  return answer.result
end

local function labels(result)
  local found = {}
  for _, item in ipairs(result.items or result) do
    found[item.label] = true
  end
  return found
end

say(tostring(vim.version()))
local buffer = open('order-processing.broken.asl.json')

test('file types', function()
  assert(vim.bo.filetype == 'json.asl', vim.bo.filetype)
  assert(vim.filetype.match({ filename = 'x.asl.yaml' }) == 'yaml.asl')
  assert(vim.filetype.match({ filename = 'x.asl' }) == 'json.asl')
end)

test('diagnostics', function()
  wait_for('diagnostics', function() return #vim.diagnostic.get(buffer) > 0 end)
  local line, column = go_to('"IsLargeOder"', 'IsLargeOder')
  local here = vim.tbl_filter(function(it) return it.lnum == line - 1 end, vim.diagnostic.get(buffer))
  assert(#here == 1, vim.inspect(here))
  assert(here[1].col == column and here[1].message:find('IsLargeOder', 1, true), vim.inspect(here))
  assert(here[1].severity == vim.diagnostic.severity.ERROR)
end)

test('completion', function()
  go_to('"IsLargeOder"', 'IsLargeOder')
  local found = labels(request(buffer, 'textDocument/completion'))
  assert(found.IsLargeOrder and found.OrderComplete and found.OrderInvalid, vim.inspect(found))
end)

test('hover', function()
  go_to('"States.ALL"', 'States.ALL')
  local text = vim.inspect(request(buffer, 'textDocument/hover').contents)
  assert(text:find('States.ALL', 1, true), text)
end)

test('definition', function()
  go_to('"Default"', 'OrderInvalid')
  vim.lsp.buf.definition()
  wait_for('the cursor on the state', function()
    return vim.api.nvim_get_current_line():find('"OrderInvalid": {', 1, true)
  end)
end)

test('quick fix', function()
  local line, column = go_to('"IsLargeOder"', 'IsLargeOder')
  local place = { line = line - 1, character = column }
  local actions = request(buffer, 'textDocument/codeAction', { range = { start = place, ['end'] = place }, context = { diagnostics = {} } })
  local fix = vim.tbl_filter(function(it) return it.title:find('IsLargeOrder', 1, true) end, actions)[1]
  assert(fix, vim.inspect(actions))
  local client = vim.lsp.get_clients({ bufnr = buffer })[1]
  vim.lsp.util.apply_workspace_edit(fix.edit, client.offset_encoding)
  assert(table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n'):find('"Next": "IsLargeOrder"', 1, true))
  wait_for('the diagnostic to go', function()
    return #vim.tbl_filter(function(it) return it.lnum == line - 1 end, vim.diagnostic.get(buffer)) == 0
  end)
end)

test('rename', function()
  go_to('"Default"', 'OrderInvalid')
  vim.lsp.buf.rename('Refused')
  wait_for('the new name at all places', function()
    local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
    local _, count = text:gsub('"Refused"', '')
    return count == 4 and not text:find('OrderInvalid', 1, true)
  end)
end)

test('simulation', function()
  local machine = open('order-processing.asl.json')
  wait_for('the command', function() return vim.api.nvim_buf_get_commands(machine, {}).LspAslSimulate end)
  vim.cmd(('LspAslSimulate %s/order-processing.input.json %s/order-processing.mocks.json Approved'):format(folder, folder))
  local text
  wait_for('the report', function()
    text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
    return vim.bo.buftype == 'nofile' and text:find('SUCCEEDED', 1, true)
  end)
  assert(text:find('T-42', 1, true) and text:find('ChargePayment', 1, true), text)
  vim.cmd('close')
end)

test('a state alone', function()
  local machine = open('order-processing.asl.json')
  wait_for('the command', function() return vim.api.nvim_buf_get_commands(machine, {}).LspAslTestState end)
  vim.fn.search('"ChargePayment": {')
  vim.cmd('normal! j')
  vim.cmd(('LspAslTestState %s/order-processing.input.json'):format(folder))
  wait_for('the report', function()
    local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
    return vim.bo.buftype == 'nofile' and text:find('# ChargePayment', 1, true)
  end)
  vim.cmd('close')
end)

test('YAML', function()
  local yaml = open('order-processing.asl.yaml')
  assert(vim.bo.filetype == 'yaml.asl', vim.bo.filetype)
  go_to('Default: OutOfStock', 'OutOfStock')
  vim.lsp.buf.definition()
  wait_for('the cursor on the state', function() return vim.api.nvim_get_current_line() == '  OutOfStock:' end)
  local errors = vim.diagnostic.get(yaml, { severity = { min = vim.diagnostic.severity.WARN } })
  assert(#errors == 0, vim.inspect(errors))
end)

test('JSONata', function()
  local claim = open('expense-claim.asl.json')
  local line = go_to('$string($states.input.amount)', '$string(')
  vim.api.nvim_win_set_cursor(0, { line, vim.api.nvim_win_get_cursor(0)[2] + #'$string(' })
  local help = request(claim, 'textDocument/signatureHelp')
  assert(help.signatures[1].label == '$string(arg, prettify?)', vim.inspect(help))
  local column = vim.api.nvim_win_get_cursor(0)[2] + #'$states.'
  vim.api.nvim_win_set_cursor(0, { line, column })
  assert(labels(request(claim, 'textDocument/completion')).input, 'the members of $states')
  local function colour(at)
    local found = vim.lsp.semantic_tokens.get_at_pos(claim, line - 1, at) or {}
    return found[1] and found[1].type
  end
  wait_for('colours', function() return colour(column) == 'property' end)
  -- After an edit only what is different comes.
  vim.api.nvim_buf_set_text(claim, line - 1, column, line - 1, column, { 'context.State.' })
  wait_for('new colours', function() return colour(column + #'context.State.') == 'property' end)
end)

say(failed == 0 and 'all passed' or (failed .. ' failed'))
vim.cmd(failed == 0 and 'qall!' or 'cquit 1')
