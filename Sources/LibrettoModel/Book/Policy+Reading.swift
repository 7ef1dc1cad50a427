import JSONSchema

extension Policy {
  /// Takes from `policy:` what is there and fits, and tells of members that do not exist. A list of members alone is who may
  /// change the agreement, the schemas and the configuration.
  init(_ value: Value, members: [BookMember], into findings: inout [Diagnostic]) {
    self.init()
    func names(_ value: Value?) -> [String]? {
      guard let elements = value?.elements else { return nil }
      for element in elements {
        guard let name = element.text, !members.contains(where: { $0.name == name }) else { continue }
        findings.append(
          .unknownName("member", name, among: members.map(\.name), path: "libretto.yaml", range: element.range))
      }
      return elements.compactMap(\.text)
    }
    if value.elements != nil {
      let all = names(value)
      (agreement, schemas, configuration) = (all, all, all)
      return
    }
    agreement = names(value["agreement"])
    configuration = names(value["configuration"])
    // Who may say what a field is may be left to those who may change all the rest.
    schemas = names(value["schemas"]) ?? configuration
    workflows = names(value["workflows"])
    requiresSignatures = value["signed"]?.boolean ?? false
    signersPath = value["signers"]?.text
    branches = value["branches"]?.elements?.compactMap(\.text) ?? []
    allowsRewriting = value["rewriting"]?.boolean ?? false
    if requiresSignatures, signersPath == nil {
      findings.append(
        Diagnostic(
          .invalidSetting, .warning, "signatures are asked for, and no file names the signers' keys",
          path: "libretto.yaml", range: value["signed"]?.range,
          label: "only Git's own configuration says whose keys count",
          help: "name the file: signers: allowed_signers"))
    }
    if let path = value["signers"], let text = path.text,
      text.hasPrefix("/") || text.split(separator: "/").contains("..")
    {
      findings.append(
        Diagnostic(
          .invalidSetting, "the signers' file must lie in the book", path: "libretto.yaml", range: path.range,
          help: "write a path from the book's root: allowed_signers"))
      signersPath = nil
    }
  }
}
