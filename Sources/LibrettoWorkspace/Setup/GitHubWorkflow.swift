import JSONSchema

/// The workflow of GitHub Actions that reviews pull requests and joins what Git alone would not.
///
/// What a pull request brings (names of branches, texts, files) reaches no script as text: it comes by variables. Jobs
/// that may write do not run on requests of forks. GitHub runs nothing on the event `pull_request` while the request
/// has conflicts, and so the joining is done on `push`.
struct GitHubWorkflow {
  /// The book's folder from the repository's root: empty, or with a slash at the end.
  let prefix: String

  /// The file, from the repository's root.
  var path: String { ".github/workflows/libretto\(HostingFiles.suffix(prefix)).yml" }

  /// The whole workflow, without its first line.
  var body: String {
    #"""
    #
    # review   tells at the line what a pull request may not do, and writes its records, field by field, into the summary
    # comment  keeps one comment with the same table up to date (not on requests of forks, which get the summary alone)
    # join     joins field by field what GitHub cannot, and pushes the result to the request's branch; GitHub starts no
    #          checks for a push with its own token: for those, keep one that may push in the secret LIBRETTO_TOKEN
    #
    # The variables LIBRETTO_URL and LIBRETTO_SHA256 of the repository say where the program is and what it must be, unless
    # the runner has it; LIBRETTO_EMAIL is the address of the member who signs what was joined.
    name: Libretto
    on:
      pull_request:
      push:
        branches: ["**"]
    permissions: {}
    concurrency:
      group: libretto-${{ github.event_name }}-${{ github.ref }}
      cancel-in-progress: ${{ github.event_name == 'pull_request' }}
    defaults:
      run:
        shell: bash
    env:
      LIBRETTO_BOOK: \#(HostingFiles.folder(prefix))
    jobs:
      review:
        if: github.event_name == 'pull_request'
        runs-on: ubuntu-latest
        timeout-minutes: 15
        permissions:
          contents: read
        outputs:
          comment: ${{ steps.compare.outputs.comment }}
        env:
          BASE: ${{ github.event.pull_request.base.sha }}
          HEAD: ${{ github.event.pull_request.head.sha }}
        steps:
          - uses: \#(Self.checkout)
            with:
              fetch-depth: 0
              persist-credentials: false
    \#(install)
          - name: Compare
            id: compare
            run: |
              libretto diff "$BASE...$HEAD" --format md > "$RUNNER_TEMP/diff.md"
              cat "$RUNNER_TEMP/diff.md" >> "$GITHUB_STEP_SUMMARY"
              end="end-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
              { echo "comment<<$end"; cat "$RUNNER_TEMP/diff.md"; echo "$end"; } >> "$GITHUB_OUTPUT"
          - name: Review
            run: libretto review "$BASE..$HEAD" --format github
          # What was checked out is the request joined with its base: two good sides can make a bad whole.
          - name: Validate
            if: ${{ !cancelled() }}
            run: libretto validate --format github

      comment:
        needs: review
        if: >-
          !cancelled() && needs.review.outputs.comment != ''
          && github.event.pull_request.head.repo.full_name == github.repository
        runs-on: ubuntu-latest
        timeout-minutes: 5
        permissions:
          pull-requests: write
        steps:
          - name: Comment
            env:
              GH_TOKEN: ${{ github.token }}
              REPOSITORY: ${{ github.repository }}
              NUMBER: ${{ github.event.pull_request.number }}
              COMMENT: ${{ needs.review.outputs.comment }}
            run: |
              export MARK="<!-- libretto diff $LIBRETTO_BOOK -->"
              printf '%s\n%s\n' "$MARK" "$COMMENT" > "$RUNNER_TEMP/comment.md"
              id=$(gh api --paginate "repos/$REPOSITORY/issues/$NUMBER/comments" --jq \
                '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith(env.MARK))) | .id' | sed -n 1p)
              if [ -n "$id" ]; then
                gh api --silent --method PATCH "repos/$REPOSITORY/issues/comments/$id" -F "body=@$RUNNER_TEMP/comment.md"
              else
                gh api --silent --method POST "repos/$REPOSITORY/issues/$NUMBER/comments" -F "body=@$RUNNER_TEMP/comment.md"
              fi

      join:
        if: github.event_name == 'push' && !github.event.deleted
        runs-on: ubuntu-latest
        timeout-minutes: 15
        permissions:
          contents: write
          pull-requests: read
        steps:
          - uses: \#(Self.checkout)
            with:
              fetch-depth: 0
              token: ${{ secrets.LIBRETTO_TOKEN || github.token }}
    \#(install)
          - name: Join
            env:
              GH_TOKEN: ${{ github.token }}
              BRANCH: ${{ github.ref_name }}
              NAME: ${{ vars.LIBRETTO_NAME || 'Libretto' }}
              EMAIL: ${{ vars.LIBRETTO_EMAIL || '41898282+github-actions[bot]@users.noreply.github.com' }}
            run: |
              git config user.name "$NAME"
              git config user.email "$EMAIL"
              status=0
              gh pr list --state open --limit 500 --json baseRefName,headRefName,isCrossRepository --jq \
                '.[] | select((.isCrossRepository | not) and (.baseRefName == env.BRANCH or .headRefName == env.BRANCH))
                | [.baseRefName, .headRefName] | @tsv' > "$RUNNER_TEMP/requests"
              while IFS=$'\t' read -r base head; do
                git fetch --quiet origin "+refs/heads/$base:refs/remotes/origin/$base" \
                  "+refs/heads/$head:refs/remotes/origin/$head" || continue
                # What GitHub can join is left to it.
                if git merge-tree --write-tree "refs/remotes/origin/$base" "refs/remotes/origin/$head" > /dev/null; then
                  continue
                fi
                git checkout --quiet --detach "refs/remotes/origin/$head"
                if libretto merge "refs/remotes/origin/$base"; then
                  git push origin "HEAD:refs/heads/$head" || status=1
                else
                  echo "::error::Both sides changed the same. In a clone, on the request's branch: libretto merge, then libretto resolve"
                  libretto conflicts || true
                  git merge --abort 2> /dev/null || true
                  status=1
                fi
              done < "$RUNNER_TEMP/requests"
              exit "$status"

    """#
  }

  /// Version 4.2.2, by its commit: a tag could be moved.
  static let checkout = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2"

  private var install: String {
    #"""
          - name: Install Libretto
            env:
              LIBRETTO_URL: ${{ vars.LIBRETTO_URL }}
              LIBRETTO_SHA256: ${{ vars.LIBRETTO_SHA256 }}
            run: |
              command -v libretto > /dev/null && exit
              if [ -z "$LIBRETTO_URL" ] || [ -z "$LIBRETTO_SHA256" ]; then
                echo "::error::This runner has no libretto: set the variables LIBRETTO_URL and LIBRETTO_SHA256 of the repository"
                exit 1
              fi
              mkdir "$RUNNER_TEMP/libretto"
              curl --proto =https --fail --location --silent --show-error --output "$RUNNER_TEMP/libretto/libretto" "$LIBRETTO_URL"
              echo "$LIBRETTO_SHA256  $RUNNER_TEMP/libretto/libretto" | sha256sum --check --quiet
              chmod +x "$RUNNER_TEMP/libretto/libretto"
              echo "$RUNNER_TEMP/libretto" >> "$GITHUB_PATH"
    """#
  }
}

/// What the files for hosting services have in common.
enum HostingFiles {
  /// The book's folder as a scalar of YAML: a JSON string is one.
  static func folder(_ prefix: String) -> String {
    JSONValue(.string(prefix.isEmpty ? "." : String(prefix.dropLast()))).text()
  }

  /// What tells the file of a book in a sub-folder from those of other books: `-crm`.
  static func suffix(_ prefix: String) -> String {
    let slug = prefix.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return slug.isEmpty ? "" : "-" + String(slug.dropLast())
  }
}
