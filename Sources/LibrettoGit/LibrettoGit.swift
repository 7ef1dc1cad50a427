// LibrettoGit
