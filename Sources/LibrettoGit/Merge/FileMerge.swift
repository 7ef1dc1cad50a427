import Clibgit2

/// Three versions of a file joined line by line, as Git does it.
public struct FileMerge: Sendable {
  /// The result, with conflict markers in the style `diff3` where it is not clean.
  public let bytes: [UInt8]
  /// Whether no line was changed by both sides in different ways.
  public let isClean: Bool

  /// Joins two versions that came from `base` (nil: both were added); nil where one is binary, which only as a whole can be
  /// chosen.
  public init?(
    base: [UInt8]?, ours: [UInt8], theirs: [UInt8], names: (ours: String, base: String, theirs: String),
    markerSize: Int = 7
  ) throws(GitError) {
    try Library.start()
    guard ![base ?? [], ours, theirs].contains(where: Self.isBinary) else { return nil }
    var options = git_merge_file_options()
    git_merge_file_options_init(&options, UInt32(GIT_MERGE_FILE_OPTIONS_VERSION))
    options.flags = GIT_MERGE_FILE_STYLE_DIFF3.rawValue
    options.marker_size = UInt16(clamping: markerSize)
    var result = git_merge_file_result()
    var code: Int32 = 0
    names.ours.withCString { our in
      names.base.withCString { ancestor in
        names.theirs.withCString { their in
          (options.our_label, options.ancestor_label, options.their_label) = (our, ancestor, their)
          Self.withInput(base ?? []) { one in
            Self.withInput(ours) { two in
              Self.withInput(theirs) { three in
                var (one, two, three) = (one, two, three)
                code =
                  base == nil
                  ? git_merge_file(&result, nil, &two, &three, &options)
                  : git_merge_file(&result, &one, &two, &three, &options)
              }
            }
          }
        }
      }
    }
    try check(code, "cannot join the lines")
    defer { git_merge_file_result_free(&result) }
    bytes = Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len))
    isClean = result.automergeable != 0
  }

  /// Git takes for binary what has a NUL among its first 8,000 bytes.
  public static func isBinary(_ bytes: [UInt8]) -> Bool { bytes.prefix(8000).contains(0) }

  private static func withInput(_ bytes: [UInt8], _ body: (git_merge_file_input) -> Void) {
    bytes.withUnsafeBytes { buffer in
      var input = git_merge_file_input()
      git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
      input.ptr = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      input.size = buffer.count
      body(input)
    }
  }
}
