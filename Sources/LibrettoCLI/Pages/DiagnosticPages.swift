import LibrettoWorkspace

/// The pages of `docs/diagnostics/`, one a code, as they are kept in the program.
enum DiagnosticPages {
  /// A page.
  struct Page {
    /// The code: `LB203`.
    let code: String
    /// What the title line says after the code.
    let title: String
    /// The page's Markdown.
    let text: String
  }

  /// All pages by code.
  static var all: [Page] {
    TextArchive(PackageResources.diagnostics_txtar).files.map { file in
      let code = String(file.path.dropLast(".md".count))
      let heading = file.text.prefix { $0 != "\n" }
      return Page(code: code, title: String(heading.dropFirst("# \(code): ".count)), text: file.text)
    }
  }
}
