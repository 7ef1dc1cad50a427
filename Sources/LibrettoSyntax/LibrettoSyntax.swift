// LibrettoSyntax
