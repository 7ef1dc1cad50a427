import JSONSchema
import LibrettoSyntax

/// LB1xx: what the reader of files found, with its code.
enum SyntaxRule {
  static func diagnostic(_ issue: SyntaxIssue, path: String, record: RecordReference?) -> Diagnostic {
    Diagnostic(
      code(issue.kind), issue.message, path: path, range: issue.range, record: record, help: issue.help)
  }

  private static func code(_ kind: SyntaxIssue.Kind) -> Diagnostic.Code {
    switch kind {
    case .invalidUTF8: .invalidUTF8
    case .nulByte: .nulByte
    case .unclosedFrontMatter: .unclosedFrontMatter
    case .tabIndentation: .tabIndentation
    case .duplicateKey: .duplicateKey
    case .anchor, .alias: .anchor
    case .tag: .tag
    case .mergeKey: .mergeKey
    case .directive: .directive
    case .multipleDocuments: .multipleDocuments
    case .nestingTooDeep: .nestingTooDeep
    case .fileTooLarge: .fileTooLarge
    case .frontMatterTooLarge: .frontMatterTooLarge
    case .frontMatterNotAMapping: .frontMatterNotAMapping
    case .conflictMarker: .conflictMarker
    case .complexKey: .complexKey
    default: .invalidYAML
    }
  }
}
