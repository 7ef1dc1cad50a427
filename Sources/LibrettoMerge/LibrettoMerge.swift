// LibrettoMerge
