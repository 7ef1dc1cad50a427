import LibrettoWorkspace
import Testing

/// The requests that hosting services name in the messages of commits.
@Suite struct ReviewReferenceTests {
  static let messages: [(String, String?)] = [
    ("Fix (#12)", "#12"), ("Fix (#12) more", nil), ("Merge pull request #7 from a/b", "#7"),
    ("Merge branch 'x' into 'main'\n\nTitle\n\nSee merge request group/project!45", "group/project!45"),
    ("Merged in b (pull request #9)", "#9"),
    ("A\n\nReviewed-on: https://code.example/pulls/3", "https://code.example/pulls/3"),
    ("A\n\nPull-Request: #5\r", "#5"), ("Plain", nil), ("", nil),
  ]

  @Test(arguments: messages.indices) func requestsAreFound(index: Int) {
    #expect(ReviewReference(message: Self.messages[index].0)?.text == Self.messages[index].1)
  }
}
