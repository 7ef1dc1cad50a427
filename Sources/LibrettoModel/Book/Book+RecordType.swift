extension Book {
  /// The type of the record at `path` (from the book's root), and of the book nothing else: only that type's schema is
  /// compiled, neither agreement nor annotations are looked at. What Git starts for every file needs no more.
  ///
  /// - Returns: the type, nil where no folder of a type holds the path; and what is wrong with what was read
  public static func recordType(
    forPath path: String, files: [String: [UInt8]]
  ) -> (type: RecordType?, findings: [Diagnostic]) {
    var findings: [Diagnostic] = []
    // The members are needed to check values, and none is checked here.
    var library = SchemaLibrary(members: nil)
    let root = configurationValue(
      "libretto.yaml", schema: "book", files: files, library: library, into: &findings)
    for (file, bytes) in files.sorted(by: { $0.key < $1.key }) where isSchema(file) {
      library.register(file: file, bytes: bytes, into: &findings)
    }
    let types = recordTypes(root?["types"], library: &library, files: files, into: &findings) { folder in
      path.utf8.count > folder.utf8.count && path.utf8.starts(with: (folder + "/").utf8)
    }
    let book = Book(configuration: BookConfiguration(root, into: &findings), agreement: Agreement(), types: types)
    return (book.type(forPath: path), findings.sorted())
  }
}
