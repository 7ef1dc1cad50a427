// LibrettoQuery
