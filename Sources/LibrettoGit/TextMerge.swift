import Clibgit2

/// Git's merge of three texts, line by line.
public enum TextMerge {
  /// The joined text; nil where both sides changed the same place.
  public static func clean(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws(GitError) -> [UInt8]? {
    try Library.start()
    var result = git_merge_file_result()
    let code = withInput(base) { base in
      withInput(ours) { ours in
        withInput(theirs) { theirs in git_merge_file(&result, &base, &ours, &theirs, nil) }
      }
    }
    try check(code, "cannot join three texts")
    defer { git_merge_file_result_free(&result) }
    guard result.automergeable != 0 else { return nil }
    return Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len))
  }

  private static func withInput<Result>(_ bytes: [UInt8], _ body: (inout git_merge_file_input) -> Result) -> Result {
    var input = git_merge_file_input()
    git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { buffer in
        input.ptr = buffer.baseAddress
        input.size = buffer.count
        return body(&input)
      }
    }
  }
}
