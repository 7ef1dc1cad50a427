import ArgumentParser
import LibrettoWorkspace

/// What a shell offers at the tab key from the book in the current folder; nothing where there is none.
enum BookCompletion {
  /// The records' ids.
  static let records = kind { $0.recordIDs }
  /// The records' ids and, to set, `field=`.
  static let assignments = kind { workspace in workspace.recordIDs + fields(workspace).map { $0 + "=" } }
  /// The records' ids and their fields.
  static let recordsAndFields = kind { workspace in workspace.recordIDs + fields(workspace) }
  /// Fields and stages as terms of a query, and the record types to begin it with.
  static let terms = kind { workspace in
    let stages = workspace.book.agreement.lifecycles.flatMap { lifecycle in
      lifecycle.stages.map { "\(lifecycle.field):\($0.name)" }
    }
    return workspace.book.types.map(\.plural) + stages + fields(workspace).map { $0 + ":" }
  }
  /// The record types.
  static let types = kind { $0.book.typeNames }
  /// The saved views.
  static let views = kind { $0.viewNames }
  /// The branches and tags.
  static let revisions = kind { ((try? $0.repository().referenceNames()) ?? []) + ["HEAD"] }
  /// The kinds of activity.
  static let activities = kind { $0.book.agreement.activities ?? [] }
  /// The members.
  static let members = kind { $0.book.configuration.members.map(\.name) }

  private static func fields(_ workspace: Workspace) -> [String] {
    Set(workspace.book.types.flatMap { $0.fields?.propertyNames ?? [] }).sorted()
  }

  private static func kind(_ words: @escaping @Sendable (Workspace) -> [String]) -> CompletionKind {
    .custom { (_: [String], _: Int, prefix: String) -> [String] in
      guard let workspace = try? Workspace.open(nil, environment: Session.current.environment) else { return [] }
      return words(workspace).filter { $0.hasPrefix(prefix) }
    }
  }
}
