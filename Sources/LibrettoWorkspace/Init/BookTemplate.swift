import JSONSchema
import LibrettoModel

/// The files of a new book.
struct BookTemplate {
  /// The company.
  let name: String?
  /// The IANA zone.
  let timeZone: String
  /// Who starts the book; nil where Git does not know.
  let member: BookMember?

  /// The sample book as it lies in `sample/`.
  static var sample: TextArchive { TextArchive(PackageResources.sample_txtar) }

  /// A book without records, by path.
  var plain: [(path: String, text: String)] {
    let shared = Self.sample
    return [".gitattributes", "agreement.yaml"].map { ($0, shared[$0] ?? "") }
      + [("README.md", readme), ("libretto.yaml", configuration)]
  }

  /// The sample book, with who starts it as a further member.
  var sampleBook: [(path: String, text: String)] {
    Self.sample.files.map { file in
      guard file.path == "libretto.yaml" else { return (file.path, file.text) }
      var lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if let name, let index = lines.firstIndex(where: { $0.hasPrefix("name: ") }) {
        lines[index] = "name: \(Self.scalar(name))"
      }
      return (file.path, lines.joined(separator: "\n") + memberLine)
    }
  }

  private var configuration: String {
    """
    # Who plays. All settings are explained by: libretto schema book
    libretto: 1
    name: \(Self.scalar(name ?? "My company"))
    timezone: \(timeZone)        # every date and clock time without an offset is in it
    currency: EUR        # an amount without a currency is in it
    language: en         # of reports: en, de or da
    teams:
      marketing: {title: Marketing}
      sales: {title: Sales}
    # Who works with the book: a short name, the full name, the address that the member commits with, the team.
    #   mia: {name: Mia Weber, email: mia@example.com, team: marketing}
    members:\(member == nil ? " {}" : "")

    """ + memberLine + """
      # Record types of your own, beside lead, account, deal, campaign, content and competitor. Without a schema in
      # schema/product.yaml a type takes any fields.
      # types:
      #   product: {folder: products}

      """
  }

  private var memberLine: String {
    guard let member else { return "" }
    let email = member.email.map { ", email: \(Self.scalar($0))" } ?? ""
    return "  \(member.name): {name: \(Self.scalar(member.fullName))\(email)}\n"
  }

  /// A plain scalar where nothing in it could be read otherwise, else a quoted one (a JSON string is one of YAML too).
  static func scalar(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "0123456789 .@-+_".unicodeScalars.contains($0)
    }
    let startsWell = text.unicodeScalars.first?.properties.isAlphabetic ?? false
    let reserved = ["true", "false", "null", "yes", "no", "on", "off"]
    guard isPlain, startsWell, !text.hasSuffix(" "), !reserved.contains(text.lowercased()) else {
      return JSONValue(.string(text)).text()
    }
    return text
  }

  private var readme: String {
    """
    # \(name.map { "\($0): leads, accounts and deals" } ?? "Leads, accounts and deals")

    This is a *book*: the leads, accounts, deals and campaigns of marketing and sales as plain text in Git. Each file in
    `leads/`, `accounts/`, `deals/`, `campaigns/`, `content/` and `competitors/` is one record. `libretto.yaml` says who
    plays, `agreement.yaml` what both teams agreed.

    ## Without a terminal

    1. Open a record here on the hosting service and press the pencil.
    2. Change what stands between the two `---` lines, or write below. A talk goes under `## Log`, as one line:
       `- 2026-11-21 14:05 call @tom: Asked for a quote.`
    3. Say in a few words what you did and choose *Propose changes*.

    A new record is a new file, such as `leads/jane-doe.md`:

    ```markdown
    ---
    name: Jane Doe
    email: jane@example.com
    stage: lead
    ---

    # Jane Doe

    ## Log
    ```

    ## With the program

    ```sh
    libretto new lead "Jane Doe" email=jane@example.com
    libretto query leads stage:mql
    libretto set jane-doe stage=sal owner=tom
    libretto validate
    libretto commit
    ```

    """
  }
}
