import LibrettoGit
import Subprocess

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
#if canImport(System)
  import System
#else
  import SystemPackage
#endif

extension SubprocessGit {
  /// Reads many blobs through one `git cat-file --batch`, which keeps what it undid of a pack's differences. Nothing is
  /// fetched, and no object stands for another one.
  ///
  /// - Parameters:
  ///   - ids: what to read
  ///   - directory: the worktree
  ///   - sizeLimit: the largest blob that is given, in bytes
  ///   - body: is given the blobs' contents with their numbers in `ids`, in order; not all where `git` is missing,
  ///     failed or was ended
  ///   - flush: is called after each bufferful, and can wait
  func readBlobs(
    _ ids: [ObjectID], in directory: String, sizeLimit: Int,
    _ body: (Int, BatchOutput.Item) -> Void, flush: () async -> Void
  ) async {
    var input: [UInt8] = []
    input.reserveCapacity(ids.count * BatchOutput.lineLength)
    for id in ids {
      input += id.description.utf8
      input.append(0x0A)
    }
    // A file without a name in place of a pipe: writing to a `git` that has ended would end this process too.
    guard let file = tmpfile() else { return }
    defer { fclose(file) }
    guard input.withUnsafeBytes({ fwrite($0.baseAddress, 1, $0.count, file) }) == input.count, fflush(file) == 0,
      lseek(fileno(file), 0, SEEK_SET) == 0
    else { return }
    let questions = FileDescriptor(rawValue: fileno(file))
    let output = BatchOutput(input: input, sizeLimit: sizeLimit)
    let line = Arguments([
      "-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false", "-C", directory, "cat-file", "--batch",
      "--buffer",
    ])
    // The second is for a Git that does not know the first.
    let variables = Self.environment([
      "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_REPLACE_OBJECTS": "1",
    ])
    do {
      _ = try await Subprocess.run(
        .name("git"), arguments: line, environment: variables,
        input: .fileDescriptor(questions, closeAfterSpawningProcess: false), output: .sequence, error: .discarded
      ) { child in
        var output = output
        for try await buffer in child.standardOutput {
          let isRight = buffer.withUnsafeBytes { output.take($0, body) }
          await flush()
          guard isRight else { break }
        }
      }
    } catch {
      // The caller reads the rest by itself, and says what is wrong with it.
    }
  }
}
