/// The record types that every book has, and their schemas.
enum BuiltInTypes {
  /// Name and folder of each, in the order in which they are shown.
  static let all: [(name: String, folder: String)] = [
    ("lead", "leads"), ("account", "accounts"), ("deal", "deals"), ("campaign", "campaigns"),
    ("content", "content"), ("competitor", "competitors"),
  ]

  /// The YAML text of the built-in schema under `name`: of a record type, or `book`, `agreement`, `view`.
  static func schemaText(_ name: String) -> [UInt8]? {
    switch name {
    case "lead": PackageResources.lead_yaml
    case "account": PackageResources.account_yaml
    case "deal": PackageResources.deal_yaml
    case "campaign": PackageResources.campaign_yaml
    case "content": PackageResources.content_yaml
    case "competitor": PackageResources.competitor_yaml
    case "book": PackageResources.book_yaml
    case "agreement": PackageResources.agreement_yaml
    case "view": PackageResources.view_yaml
    default: nil
    }
  }

  /// The names of all built-in schemas.
  static let schemaNames = all.map(\.name) + ["book", "agreement", "view"]
}
