import JSONSchema
import LibrettoSyntax

/// LB303: a value marked `x-unique` stands in one record only; letter case does not matter, and addresses and phone
/// numbers are compared in their normal form.
enum UniqueRule: CatalogRule {
  static func check(_ catalog: Catalog, scope: [Int], into findings: inout [Diagnostic]) {
    let wanted = Set(scope)
    for type in catalog.book.types {
      let unique = (type.fields?.propertyNames ?? []).filter { type.fields?.property($0)?.isMarked("x-unique") == true }
      guard !unique.isEmpty else { continue }
      let records = catalog.records.indices.filter { catalog.records[$0].type === type }
      for name in unique {
        let format = type.fields?.property(name)?.format
        var holders: [String: [Int]] = [:]
        for index in records {
          for (text, _) in catalog.records[index][name]?.texts ?? [] {
            holders[normalForm(text, format: format), default: []].append(index)
          }
        }
        for indices in holders.values where indices.count > 1 {
          for (place, index) in indices.enumerated() where wanted.contains(index) {
            findings.append(duplicate(name, OtherHolders(indices, but: place), index, catalog))
          }
        }
      }
    }
  }

  private static func duplicate(_ name: String, _ others: OtherHolders, _ index: Int, _ catalog: Catalog) -> Diagnostic
  {
    let record = catalog.records[index]
    let value = record[name]
    let text = value?.text ?? ""
    return record.diagnostic(
      .duplicateValue,
      others.count == 0
        ? "\(name) \"\(text)\" stands twice here"
        : "\(name) \"\(text)\" is also that of \(others.listed { catalog.records[$0].reference.description })",
      range: value?.range, field: name,
      help: "are they the same? keep one record, or correct the \(name) of the other")
  }

  /// The form in which two values are compared.
  static func normalForm(_ text: String, format: String?) -> String {
    switch format {
    case "email": EmailAddress.normalForm(text)
    case "phone": PhoneNumber(text)?.description ?? text
    default: caseFolded(text)
    }
  }
}
