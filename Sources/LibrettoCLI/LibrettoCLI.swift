// LibrettoCLI
