import Clibgit2

extension Repository {
  /// The bytes of the blob `id`, as they are stored: before the filters of any path.
  public func blob(_ id: ObjectID) throws(GitError) -> [UInt8] {
    try withObject(id, GIT_OBJECT_BLOB) { Array($0) }
  }

  /// The number of bytes of the blob `id`, which is not read for it where its header says so.
  public func blobSize(_ id: ObjectID) throws(GitError) -> Int {
    var (size, kind, oid) = (0, GIT_OBJECT_INVALID, id.oid)
    try check(git_odb_read_header(&size, &kind, database(), &oid), "cannot read object \(id)")
    return size
  }

  /// Lends the raw bytes of an object of this kind.
  func withObject<Result>(
    _ id: ObjectID, _ kind: git_object_t, _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(GitError) -> Result {
    var object: OpaquePointer?
    var oid = id.oid
    try check(git_odb_read(&object, database(), &oid), "cannot read object \(id)")
    defer { git_odb_object_free(object) }
    guard git_odb_object_type(object) == kind else {
      throw GitError(.notFound, "object \(id) is not a \(String(cString: git_object_type2string(kind)))")
    }
    return body(
      UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
  }

  /// Stores an object, unless it is there, and returns its id.
  func store(_ bytes: [UInt8], _ kind: git_object_t) throws(GitError) -> ObjectID {
    var oid = git_oid()
    let database = try database()
    if unflushed != nil { ObjectFlushing.set(false) }
    defer { if unflushed != nil { ObjectFlushing.set(true) } }
    let code = bytes.withUnsafeBytes { git_odb_write(&oid, database, $0.baseAddress, $0.count, kind) }
    guard code >= 0 else {
      throw GitError.libgit2("cannot store an object in \(commonDirectory)/objects", code)
    }
    unflushed?.append(ObjectID(oid))
    return ObjectID(oid)
  }

  /// The id that a blob of these bytes has.
  static func blobID(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    try Library.start()
    var oid = git_oid()
    try check(
      bytes.withUnsafeBytes { git_odb_hash(&oid, $0.baseAddress, $0.count, GIT_OBJECT_BLOB) }, "cannot hash")
    return ObjectID(oid)
  }
}
