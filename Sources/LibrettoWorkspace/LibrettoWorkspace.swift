// LibrettoWorkspace
