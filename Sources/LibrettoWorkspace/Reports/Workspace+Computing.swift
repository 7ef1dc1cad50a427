import LibrettoModel
import LibrettoQuery

extension Workspace {
  /// Computes a figure; an unknown field or what the index refuses becomes an error that tells what to do.
  public func computing<Result>(_ body: () throws -> Result) throws(WorkspaceError) -> Result {
    do { return try body() } catch let error as QueryError { throw WorkspaceError(error) } catch {
      throw Self.wrapped(error)
    }
  }
}
