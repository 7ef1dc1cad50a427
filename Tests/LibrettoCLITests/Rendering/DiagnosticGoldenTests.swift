import LibrettoCLI
import LibrettoModel
import Testing

@Suite("Findings in every format")
struct DiagnosticGoldenTests {
  private func render(_ format: DiagnosticFormat, width: Int? = nil, colour: Bool = false) -> String {
    let options = DiagnosticRenderer.Options(
      colour: colour, width: width, pathPrefix: "crm", toolVersion: "1.2.3")
    return DiagnosticRenderer(format, options: options, sources: SampleFindings.bytes).render(
      SampleFindings.all)
  }

  @Test("matches its golden file", arguments: DiagnosticFormat.allCases)
  func golden(_ format: DiagnosticFormat) throws {
    try Golden.expect(render(format), matches: "diagnostics.\(format.rawValue).txt")
  }

  @Test("fits the terminal", arguments: [40, 60, 80, 120])
  func width(_ width: Int) throws {
    let output = render(.full, width: width)
    try Golden.expect(output, matches: "diagnostics.full.\(width).txt")
    // Lines of source and of marks; heads, paths and advice are left for the terminal to wrap.
    for line in output.split(separator: "\n") where line.prefix(6).contains("|") {
      #expect(displayWidth(line) <= width, "\(line)")
    }
  }

  @Test func colour() throws {
    try Golden.expect(render(.full, width: 80, colour: true), matches: "diagnostics.full.colour.txt")
  }

  @Test func githubSummary() throws {
    let options = DiagnosticRenderer.Options(pathPrefix: "crm", toolVersion: "1.2.3") {
      "docs/\($0.rawValue).md"
    }
    let renderer = DiagnosticRenderer(.github, options: options, sources: SampleFindings.bytes)
    try Golden.expect(
      renderer.githubSummary(SampleFindings.all, limit: 6), matches: "diagnostics.github-summary.md")
  }

  @Test("the example of the design, to the letter")
  func example() {
    let options = DiagnosticRenderer.Options(toolVersion: "1")
    let output = DiagnosticRenderer(.full, options: options, sources: SampleFindings.bytes).render([
      SampleFindings.stage
    ])
    #expect(
      output == """
        error[LB203]: unknown stage "oportunity"
         --> leads/jane-doe.md:6:8
          |
        6 | stage: oportunity
          |        ^^^^^^^^^^ expected one of subscriber, lead, mql, sal, sql, opportunity, customer
        help: did you mean "opportunity"?  fix: libretto validate --fix leads/jane-doe.md

        Found 1 error in 1 file; 1 can be mended with --fix.

        """)
  }
}
