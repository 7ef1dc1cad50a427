/// A compiled schema. It validates from many threads at once.
public final class Schema: Sendable {
  let compiled: CompiledSchema

  init(_ compiled: CompiledSchema) { self.compiled = compiled }

  /// What the instance breaks, each with its place; empty where it is valid.
  public func validate<I: Instance>(_ instance: I) -> [ValidationError] {
    guard let value = JSONValue(copying: instance) else { return [.tooDeep(at: instance.range)] }
    var evaluator = Evaluator(compiled, collecting: true)
    return evaluator.run(value)
  }

  /// Whether the instance breaks nothing; stops at the first finding.
  public func isValid<I: Instance>(_ instance: I) -> Bool {
    guard let value = JSONValue(copying: instance) else { return false }
    var evaluator = Evaluator(compiled, collecting: false)
    return evaluator.isValid(value)
  }

  /// The schema itself, to be asked what it says.
  public var root: SchemaNode { SchemaNode(schema: compiled, index: 0) }
}

extension ValidationError {
  static func tooDeep(at range: Range<Int>?) -> ValidationError {
    ValidationError(
      keyword: "", instanceLocation: [], range: range, schemaLocation: "",
      detail: .tooComplex("nested deeper than \(JSONValue.depthLimit) levels"))
  }
}
