// LibrettoModel
