extension SyntaxIssue {
  /// What is wrong, in plain words.
  public var message: String {
    switch kind {
    case .invalidUTF8: "these bytes are not UTF-8"
    case .nulByte: "a zero byte"
    case .fileTooLarge(let limit): "the file is larger than \(limit) bytes"
    case .frontMatterTooLarge(let limit): "the front matter is larger than \(limit) bytes"
    case .unclosedFrontMatter: "the front matter that begins here does not end"
    case .frontMatterNotAMapping: "the front matter is not a mapping of fields"
    case .conflictMarker: "an unresolved merge conflict"
    case .tabIndentation: "a tab in the indentation"
    case .duplicateKey(let key): "the key \"\(key)\" is here twice"
    case .anchor(let name): "an anchor (&\(name))"
    case .alias(let name): "an alias (*\(name))"
    case .tag(let name): "a tag (\(name))"
    case .mergeKey: "a merge key (<<)"
    case .directive: "a YAML directive"
    case .multipleDocuments: "a document marker within the text"
    case .nestingTooDeep(let limit): "nested more than \(limit) deep"
    case .complexKey: "a key that is not a simple text"
    case .missingKey: "a value without a key"
    case .unterminatedQuote: "a quoted text that does not end"
    case .badEscape(let text): "\(text) is no escape"
    case .badIndentation: "indented unlike the lines around it"
    case .unexpectedCharacter(let character): "unexpected \"\(character)\""
    case .unexpectedText: "unexpected text after the value"
    case .unclosedFlow(let character): "\"\(character)\" without its end"
    case .missingComma: "a comma is missing"
    case .missingColon: "a key without \": \" after it"
    case .nestedMapping: "a second \": \" in one line"
    case .sequenceOnKeyLine: "a list that begins on its key's line"
    case .multilineKey: "a key over several lines"
    case .keyTooLong: "a key longer than 1024 bytes"
    case .badBlockHeader: "this cannot follow | or >"
    case .controlCharacter(0x0D): "a carriage return without a line feed"
    case .controlCharacter(let byte): "a control character (U+00\(Self.hexadecimal(byte)))"
    }
  }

  /// What to do about it, where that can be said.
  public var help: String? {
    switch kind {
    case .invalidUTF8: "save the file as UTF-8"
    case .nulByte: "remove it; a record is plain text"
    case .fileTooLarge: "keep large texts outside the record and link to them"
    case .frontMatterTooLarge: "move long texts to the body"
    case .unclosedFrontMatter: "end it with a line ---"
    case .frontMatterNotAMapping: "write one `name: value` a line"
    case .conflictMarker: "resolve the merge, then remove the marker lines"
    case .tabIndentation: "indent with spaces"
    case .duplicateKey: "keep one of them"
    case .anchor, .alias, .mergeKey: "write the value itself; to begin a text with this character, quote it"
    case .tag: "remove it, the schema says the type; to begin a text with this character, quote it"
    case .directive: "remove the line; files are YAML 1.2"
    case .multipleDocuments: "a file holds one document; inside a text, quote or indent the line"
    case .nestingTooDeep: "flatten the value"
    case .complexKey: "keys are plain or quoted texts on one line"
    case .missingKey: "write a key before the colon"
    case .unterminatedQuote: "close the quote on this line, or indent its next lines more than the key"
    case .badEscape: #"write \\ for a backslash, or use single quotes"#
    case .badIndentation: "align it with the entries it belongs to"
    case .unexpectedCharacter("@"), .unexpectedCharacter("`"), .unexpectedCharacter("%"):
      "quote the text"
    case .unexpectedCharacter, .unexpectedText: "quote the text if this belongs to it"
    case .unclosedFlow(let character):
      "close it with \"\(character == "[" ? "]" : "}")\", and indent its next lines more than the key"
    case .missingComma: "put a comma between the entries, or quote the text"
    case .missingColon: "write `name: value`; a text over several lines is indented more than its key"
    case .nestedMapping: "quote the value, or put the inner mapping on a line of its own"
    case .sequenceOnKeyLine: "begin the list on the next line, or write [a, b]"
    case .multilineKey: "write the key and its colon on one line"
    case .keyTooLong: nil
    case .badBlockHeader: "begin the text on the next line"
    case .controlCharacter: #"remove it, or write it as an escape in double quotes, such as "\u001b""#
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }

  /// Whether the text could not be read past it, so that there are no fields.
  public var stopsReading: Bool {
    switch kind {
    case .duplicateKey, .anchor, .alias, .tag, .mergeKey, .badEscape, .controlCharacter, .nulByte,
      .invalidUTF8:
      false
    default: true
    }
  }
}
