public import ArgumentParser

/// The program: its commands are registered here and nowhere else.
public struct Libretto: AsyncParsableCommand {
  /// Name, version and commands.
  public static let configuration = CommandConfiguration(
    commandName: "libretto",
    abstract: "One script for sales and marketing: a CRM of plain text in Git.",
    discussion: """
      A book is a folder in a Git repository. Its leads, accounts and deals are Markdown files that you edit in any \
      editor; libretto validates, queries, changes and commits them.

      EXAMPLE
        libretto init my-book --sample && cd my-book
        libretto query leads stage:mql
        libretto set jane-doe stage=sal owner=tom
        libretto commit
      """,
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Start", subcommands: [InitCommand.self, SetupCommand.self, DoctorCommand.self, IndexCommand.self]),
      CommandGroup(
        name: "Book",
        subcommands: [
          QueryCommand.self, SQLCommand.self, StatusCommand.self, DiffCommand.self, CommitCommand.self,
          ValidateCommand.self, WatchCommand.self,
        ]),
      CommandGroup(
        name: "Together",
        subcommands: [
          SyncCommand.self, MergeCommand.self, ConflictsCommand.self, ResolveCommand.self, ReviewCommand.self,
          MergeFileCommand.self,
        ]),
      CommandGroup(
        name: "Records",
        subcommands: [
          NewCommand.self, ShowCommand.self, SetCommand.self, UnsetCommand.self, EditCommand.self, LogCommand.self,
          HistoryCommand.self, WhyCommand.self, MoveCommand.self, RemoveCommand.self, RestoreCommand.self,
        ]),
      CommandGroup(
        name: "Agreement",
        subcommands: [
          HandoffCommand.self, AcceptCommand.self, RecycleCommand.self, DisqualifyCommand.self, FeedbackCommand.self,
          RouteCommand.self, ScoreCommand.self, TodayCommand.self, CampaignsCommand.self, TimelineCommand.self,
          DigestCommand.self,
        ]),
      CommandGroup(
        name: "Figures",
        subcommands: [
          ServiceLevelCommand.self, GoalsCommand.self, FunnelCommand.self, VelocityCommand.self, ForecastCommand.self,
          AttributionCommand.self, SourcesCommand.self, LoadCommand.self, CompetitorsCommand.self, ContentCommand.self,
        ]),
      CommandGroup(name: "Files", subcommands: [ImportCommand.self, ExportCommand.self]),
      CommandGroup(
        name: "Reference",
        subcommands: [SchemaCommand.self, ExplainCommand.self, CompletionsCommand.self, TextconvCommand.self]),
    ])

  /// The program.
  public init() {}
}

/// The version of the program.
public enum Version {
  /// `MAJOR.MINOR.PATCH` of semantic versioning.
  public static let text = "0.1.0"
}
