/// The jobs of GitLab that review merge requests and join what Git alone would not.
struct GitLabPipeline {
  /// The book's folder from the repository's root: empty, or with a slash at the end.
  let prefix: String

  /// The file with the jobs, from the repository's root; `.gitlab-ci.yml` includes it.
  var path: String { ".gitlab/ci/libretto\(HostingFiles.suffix(prefix)).yml" }

  /// The lines of `.gitlab-ci.yml`.
  var include: [String] { ["include:", "  - local: \(path)"] }

  private var name: String { "libretto\(HostingFiles.suffix(prefix))" }

  /// All jobs, without the first line.
  var body: String {
    #"""
    #
    # review  tells at the line what a merge request may not do (code quality), and keeps its records, field by field, as a page
    # join    joins field by field what GitLab cannot, and pushes the result to the request's branch, where LIBRETTO_TOKEN is
    #         a token that may push
    #
    # The variables LIBRETTO_URL and LIBRETTO_SHA256 of the project say where the program is and what it must be, unless the
    # image has it; LIBRETTO_EMAIL is the address of the member who signs what was joined.
    .\#(name):
      stage: test
      variables:
        GIT_DEPTH: "0"
        LIBRETTO_BOOK: \#(HostingFiles.folder(prefix))
      before_script:
        - |
          if ! command -v libretto > /dev/null; then
            if [ -z "$LIBRETTO_URL" ] || [ -z "$LIBRETTO_SHA256" ]; then
              echo "This image has no libretto: set the variables LIBRETTO_URL and LIBRETTO_SHA256 of the project" >&2
              exit 1
            fi
            mkdir -p /tmp/libretto
            curl --proto =https --fail --location --silent --show-error --output /tmp/libretto/libretto "$LIBRETTO_URL"
            echo "$LIBRETTO_SHA256  /tmp/libretto/libretto" | sha256sum -c
            chmod +x /tmp/libretto/libretto
            export PATH="/tmp/libretto:$PATH"
          fi

    \#(name):review:
      extends: .\#(name)
      rules:
        - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      script:
        - libretto diff "$CI_MERGE_REQUEST_DIFF_BASE_SHA..$CI_COMMIT_SHA" --format html > libretto-diff.html
        - libretto review "$CI_MERGE_REQUEST_DIFF_BASE_SHA..$CI_COMMIT_SHA" --format gitlab > gl-code-quality-report.json
      artifacts:
        when: always
        expose_as: Records
        paths: [libretto-diff.html]
        reports:
          codequality: gl-code-quality-report.json

    \#(name):join:
      extends: .\#(name)
      rules:
        - if: >-
            $CI_PIPELINE_SOURCE == "merge_request_event" && $LIBRETTO_TOKEN
            && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID
      script:
        - |
          base="$CI_MERGE_REQUEST_TARGET_BRANCH_NAME" head="$CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"
          git fetch --quiet origin "+refs/heads/$base:refs/remotes/origin/$base" "+refs/heads/$head:refs/remotes/origin/$head"
          if git merge-tree --write-tree "refs/remotes/origin/$base" "refs/remotes/origin/$head" > /dev/null; then
            exit 0 # what GitLab can join is left to it
          fi
          git config user.name "${LIBRETTO_NAME:-Libretto}"
          git config user.email "${LIBRETTO_EMAIL:-libretto@$CI_SERVER_HOST}"
          git checkout --quiet --detach "refs/remotes/origin/$head"
          libretto merge "refs/remotes/origin/$base"
          git push "https://oauth2:$LIBRETTO_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git" "HEAD:refs/heads/$head"

    """#
  }
}
