-- State machine definitions. The compound types keep JSON's and YAML's highlighting, folding and indentation.
vim.filetype.add({
  extension = { asl = 'json.asl' },
  pattern = {
    ['.*%.asl%.json'] = 'json.asl',
    ['.*%.asl%.ya?ml'] = 'yaml.asl',
  },
})
