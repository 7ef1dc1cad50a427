import TestSupport

/// A bare repository and the clones of Tom of sales and Mia of marketing, with the real program and the real `git`.
final class TwoClones: Sendable {
  let book: TrialBook
  /// The folder that holds `hub.git`, `tom` and `mia`.
  var folder: String { book.scratch.path }
  let environment: [String: String]

  /// The clones, changed by a shell script that runs in the folder that holds them.
  init(_ script: String = "") {
    book = TrialBook("cd ..; git clone -q --bare aria hub.git; git clone -q hub.git tom; git clone -q hub.git mia")
    environment = book.environment
    if !script.isEmpty { sh(script) }
  }

  /// A copy of another.
  init(copyOf other: TwoClones) {
    book = TrialBook(copyOf: other.book)
    environment = book.environment
    // The clones name their remote by its path.
    sh("cp -a \(other.folder)/hub.git \(other.folder)/tom \(other.folder)/mia .")
    sh("for c in tom mia; do git -C $c remote set-url origin $PWD/hub.git; done")
  }

  /// Runs a shell script in the folder of the clones; `mia` before a command makes Mia its author.
  @discardableResult func sh(_ script: String) -> Command.Result {
    let prelude =
      #"mia() { GIT_AUTHOR_NAME="Mia Weber" GIT_AUTHOR_EMAIL=mia@aria.example GIT_COMMITTER_NAME="Mia Weber" "#
      + #"GIT_COMMITTER_EMAIL=mia@aria.example "$@"; }; "#
    return Command.run("sh", ["-c", prelude + script], in: folder, environment: environment)
  }

  /// Runs the program in Tom's clone.
  func tom(_ arguments: [String], with added: [String: String] = [:]) -> Command.Result {
    Command.run(
      TrialBook.program, arguments, in: folder + "/tom", environment: environment.merging(added) { $1 })
  }

  /// Runs the program in Tom's clone.
  func tom(_ arguments: String...) -> Command.Result { tom(arguments) }

  /// All that Tom's clone is: branch, commits, staging area, files.
  var state: String {
    sh(
      """
      cd tom; git rev-parse HEAD; git symbolic-ref -q HEAD; git status --porcelain -uall; git ls-files -s
      ls -A .git | grep -v -e FETCH_HEAD -e ORIG_HEAD -e libretto; find . -path ./.git -prune -o -type f -print | sort | xargs sha1sum
      """
    ).text
  }

  /// What both sides changed, without touching the same field.
  static let parted = """
    cd mia; sed -i 's/^score: 72/score: 80/; s/^tags: .*/tags: [pricing, sso]/' leads/jane-doe.md
    printf -- '---\\nname: Max Roe\\naccount: globex\\n---\\n' > leads/max-roe.md
    git add -A; mia git commit -qm "Score Jane, add Max"; mia git push -q; cd ../tom
    sed -i 's/^owner: tom /owner: mia /; s/^tags: .*/tags: [pricing, vip]/' leads/jane-doe.md
    git commit -qam "Hand Jane over"
    sed -i 's/^employees: 40/employees: 45/' accounts/initech.md; git commit -qam "Initech grows"; cd ..

    """
}
