import JSONSchema
import LibrettoSyntax

/// LB303: a value marked `x-unique` stands in one record only; letter case does not matter, and addresses and phone
/// numbers are compared in their normal form.
enum UniqueRule: CatalogRule {
  static func check(_ catalog: Catalog, scope: [Int], into findings: inout [Diagnostic]) {
    for type in catalog.book.types {
      let unique = type.uniqueFields
      guard !unique.isEmpty else { continue }
      let records = catalog.records.indices.filter { catalog.records[$0].type === type }
      for field in unique {
        let name = field.name
        var first: [String: Int] = [:]
        first.reserveCapacity(records.count)
        var holders: [String: [Int]] = [:]
        for index in records {
          for form in field.forms(of: catalog.records[index]) {
            if let other = first[form] {
              holders[form, default: [other]].append(index)
            } else {
              first[form] = index
            }
          }
        }
        guard !holders.isEmpty else { continue }
        let wanted = Set(scope)
        for indices in holders.values {
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

}

/// A field whose value stands in one record of its type only.
public struct UniqueField: Sendable {
  /// The field's name.
  public let name: String
  private let format: String?

  fileprivate init(_ name: String, format: String?) { (self.name, self.format) = (name, format) }

  /// A record's values of the field, each in the form in which two are compared.
  public func forms(of record: Record) -> [String] {
    (record[name]?.texts ?? []).map { text, _ in
      switch format {
      case "email": EmailAddress.normalForm(text)
      case "phone": PhoneNumber(text)?.description ?? text
      default: caseFolded(text)
      }
    }
  }

  /// The forms folded further, down to one for all that are canonically equivalent: for looking up by their bytes what may
  /// be the same.
  public func keys(of record: Record) -> [String] { forms(of: record).map { folded($0) } }
}

extension RecordType {
  /// The fields marked `x-unique`, in the order of the schema.
  public var uniqueFields: [UniqueField] {
    (fields?.propertyNames ?? []).compactMap { name in
      guard let field = fields?.property(name), field.isMarked("x-unique") else { return nil }
      return UniqueField(name, format: field.format)
    }
  }
}
