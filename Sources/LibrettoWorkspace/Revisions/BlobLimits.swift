/// From how many records on a book at a revision is read otherwise than blob by blob.
struct BlobLimits: Sendable {
  /// A book of so many records is read by libgit2 alone, without the cache.
  var smallBook = 500
  /// So many blobs that are not in the cache are read by libgit2; more by `git`.
  var fewBlobs = 500
  /// How many bytes the cache may have.
  var cacheSize = 512 << 20
  /// About how many bytes of content go together into a row of the cache.
  var packSize = 1 << 20

  /// Those that count; tests set others.
  @TaskLocal static var current = BlobLimits()
}
