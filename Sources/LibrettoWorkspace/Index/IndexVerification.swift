import LibrettoIndex
import LibrettoModel

/// Whether the index holds what the files hold.
public struct IndexVerification: Sendable {
  /// What is wrong, a line each; empty where all is right.
  public var differences: [String]
  /// How many records were compared.
  public var recordCount: Int
}

extension Workspace {
  /// Brings the index up to date, checks its file, builds a second one from the files and compares every row.
  public func verifyIndex(
    progress: (Int, Int) -> Void = { _, _ in }
  ) async throws(WorkspaceError) -> IndexVerification {
    guard let place = IndexPlace(root: root) else { throw .noPlaceForIndex }
    var last = IndexVerification(differences: [], recordCount: 0)
    // What is saved while the second index is built makes it differ.
    for _ in 0..<3 {
      guard case .ready(let index) = try await self.index() else {
        throw WorkspaceError(
          .failure, "there is no index that could be verified", help: "build it with: libretto index rebuild")
      }
      do throws(IndexError) { last = try await compare(index, place, progress) } catch {
        guard error.code == .damaged else { throw WorkspaceError(error) }
        return IndexVerification(differences: [error.message], recordCount: 0)
      }
      if last.differences.isEmpty { break }
    }
    return last
  }

  private func compare(
    _ index: BookIndex, _ place: IndexPlace, _ progress: (Int, Int) -> Void
  ) async throws(IndexError) -> IndexVerification {
    let connection = index.connection
    var verification = IndexVerification(
      differences: try connection.integrityProblems(),
      recordCount: try connection.integer("SELECT count(*) FROM libretto_record") ?? 0)
    guard verification.differences.isEmpty else { return verification }
    guard let lock = try place.lock(waiting: 10_000) else {
      throw IndexError(.busy, "another process builds the index at this moment")
    }
    let path = place.freshDatabase()
    defer { IndexPlace.remove(path) }
    _ = try await indexBuild(
      place, index.layout, indexShape(index.layout), withText: index.connection.hasTextIndex()
    ).fill(path, progress)
    verification.differences = try connection.differences(from: path, layout: index.layout)
    withExtendedLifetime(lock) {}
    return verification
  }
}
