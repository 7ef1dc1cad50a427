public import LibrettoWorkspace

/// Shows findings in any of the formats, from the one model.
public struct DiagnosticRenderer {
  /// What the surroundings ask for.
  public struct Options: Sendable {
    /// Whether to colour by ANSI escapes; for `full` and `short` only.
    public var colour: Bool
    /// The columns of the terminal; nil where there is none.
    public var width: Int?
    /// The book's folder from the repository's root, without slashes at the ends: empty where they are one.
    public var pathPrefix: String
    /// Libretto's version, as `1.2.0`.
    public var toolVersion: String
    /// The address of a code's page; nil leaves addresses out.
    public var helpURI: @Sendable (Diagnostic.Code) -> String?

    /// Makes options; see the properties.
    public init(
      colour: Bool = false, width: Int? = nil, pathPrefix: String = "", toolVersion: String,
      helpURI: @escaping @Sendable (Diagnostic.Code) -> String? = { _ in nil }
    ) {
      self.colour = colour
      self.width = width
      self.pathPrefix = pathPrefix
      self.toolVersion = toolVersion
      self.helpURI = helpURI
    }
  }

  /// The format.
  public let format: DiagnosticFormat
  /// What the surroundings ask for.
  public let options: Options
  let sources: (String) -> [UInt8]?

  /// Makes a renderer.
  ///
  /// - Parameters:
  ///   - format: the format.
  ///   - options: what the surroundings ask for.
  ///   - sources: the bytes of a file, by its path from the book's root; nil where it cannot be read.
  public init(_ format: DiagnosticFormat, options: Options, sources: @escaping (String) -> [UInt8]?) {
    self.format = format
    self.options = options
    self.sources = sources
  }

  /// The findings in the format, each line ended; sorted by path and position, unless the caller gives the worst first.
  public func render(_ diagnostics: [Diagnostic], sorted: Bool = true) -> String {
    let diagnostics = sorted ? diagnostics.sorted() : diagnostics
    var lines = SourceLines(sources)
    switch format {
    case .full: return full(diagnostics, &lines)
    case .short: return short(diagnostics, &lines)
    case .json: return json(diagnostics, &lines)
    case .sarif: return sarif(diagnostics, &lines)
    case .github: return github(diagnostics, &lines)
    case .gitlab: return gitlab(diagnostics, &lines)
    case .rdjson: return rdjson(diagnostics, &lines)
    }
  }

  /// The path from the repository's root of a path from the book's.
  func repositoryPath(_ path: String) -> String {
    guard !options.pathPrefix.isEmpty else { return path }
    var (rest, folders) = (path[...], options.pathPrefix.split(separator: "/"))
    while rest.hasPrefix("../") {
      rest = rest.dropFirst(3)
      _ = folders.popLast()
    }
    return (folders + [rest]).joined(separator: "/")
  }
}

extension Diagnostic {
  /// Message and label on one line: `unknown stage "x": expected one of a, b`.
  var statement: String { label.map { message + ": " + $0 } ?? message }
}
