import LibrettoModel
import LibrettoSyntax

/// Turns a record's file into text that Git compares by field: what the diff driver runs, outside of any book.
public enum TextConversion {
  /// The text of the record in a file; a file that is no readable record is given as it is.
  public static func text(ofFile path: String, environment: Environment) throws(WorkspaceError) -> String {
    let bytes: [UInt8]
    do { bytes = try FileAccess.read(environment.absolutePath(path), limit: 1 << 30) } catch {
      let reason =
        switch error {
        case .missing: "there is no such file"
        case .symbolicLink: "it is a symbolic link"
        case .notAFile: "it is no plain file"
        case .tooLarge: "it has more than 1 GiB"
        case .io(let code): FileAccess.reason(code)
        }
      throw WorkspaceError(.failure, "cannot read \(visible(path)): \(reason)")
    }
    guard bytes.count <= RecordReading.sizeLimit else { return String(decoding: bytes, as: UTF8.self) }
    return Document.parse(bytes).flattened() ?? String(decoding: bytes, as: UTF8.self)
  }
}
