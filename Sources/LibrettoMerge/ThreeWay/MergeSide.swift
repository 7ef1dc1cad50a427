/// One of the versions in a conflict.
enum MergeSide: Sendable, CaseIterable {
  case ours, base, theirs
}
