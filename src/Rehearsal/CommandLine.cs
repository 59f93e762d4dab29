using System.Text.Json;
using Classroom.Client;
using Classroom.Rehearsal.Casting;
using Classroom.Rehearsal.Checking;
using Classroom.Rehearsal.Nodes;
using Classroom.Rehearsal.Playing;
using Classroom.Rehearsal.Reporting;
using Microsoft.Data.Sqlite;
using Spectre.Console;
using Progress = Classroom.Rehearsal.Reporting.Progress;

namespace Classroom.Rehearsal;

/// <summary>Runs what the arguments ask for. Progress and findings go to stderr, the verdict to stdout and into the exit code.</summary>
internal static class CommandLine
{
    private const int Passed = 0;
    private const int Failed = 1;
    private const int NotPlayed = 2;
    private const int FaultsShown = 10;

    private static readonly IAnsiConsole Screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return args switch
            {
                ["lesson", .. var rest] => await RehearseAsync(RehearsalSettings.Parse(rest, Environment.GetEnvironmentVariable)),
                ["check", var file] => await CheckAsync(file),
                _ => throw new FormatException("Say lesson, or check FILE."),
            };
        }
        catch (FormatException exception)
        {
            return Refuse($"{exception.Message} ./rehearse.sh --help says more.");
        }
        catch (Exception exception) when (exception is RehearsalException or ClassroomException or HttpRequestException or IOException or JsonException or SqliteException)
        {
            return Refuse($"Not played: {exception.Message}");
        }
    }

    /// <summary>Plays, judges, reports.</summary>
    internal static async Task<int> RehearseAsync(RehearsalSettings settings)
    {
        Screen.MarkupLineInterpolated($"Rehearsing a lesson: {settings.Students} students, {settings.Seconds} s, seed {settings.Seed}, {settings.Kills} kills");
        var node = (NodeProcess?)null;
        try
        {
            return await Screen.Status().StartAsync("preparing", async status =>
            {
                var progress = new Progress(status, Screen.Profile.Capabilities.Interactive);
                node = settings.Url is null ? await StartNodeAsync(progress) : null;
                return await PlayAsync(settings, node, progress);
            });
        }
        catch (Exception) when (node is not null)
        {
            foreach (var line in node.Output.TakeLast(40))
            {
                Console.Error.WriteLine($"  node: {line}");
            }

            throw;
        }
        finally
        {
            if (node is not null)
            {
                await node.DisposeAsync();
            }
        }
    }

    private static Task<NodeProcess> StartNodeAsync(Progress progress)
    {
        progress.Say("starting a node of its own");
        return NodeProcess.StartAsync(CancellationToken.None);
    }

    private static async Task<int> PlayAsync(RehearsalSettings settings, NodeProcess? node, Progress progress)
    {
        var url = settings.Url ?? node!.Url;
        progress.Say("signing everybody in");
        var (login, password) = node is null ? (settings.Login!, settings.Password!) : await Director.SetUpAsync(url, node.Output, CancellationToken.None);
        using var cast = await new Director(url, settings).CastAsync(login, password, CancellationToken.None);
        await using var play = new LessonRehearsal(cast, settings, node, progress);
        await play.PlayAsync(CancellationToken.None);

        progress.Say("reading the log");
        var read = await play.ReadBackAsync(CancellationToken.None);
        var history = play.ToHistory(new LogHistory(read.To, IsWhole: false, read.Entries, [])); // Before anybody leaves: who is here now must hold the end.
        if (node is not null)
        {
            await play.DisposeAsync();
            await node.StopAsync();
            history = history with { Log = LessonDatabase.Read(node.Folder, cast.Plan.Lesson) };
        }

        progress.Say("judging");
        return await JudgeAsync(history, settings, play);
    }

    private static async Task<int> CheckAsync(string file)
    {
        await using var stream = File.OpenRead(file);
        var history = await JsonSerializer.DeserializeAsync<History>(stream, ClassroomClient.Json) ?? throw new JsonException("The file holds no history.");
        return await JudgeAsync(history, RehearsalSettings.Parse([], _ => null) with { Seconds = 1 }, play: null);
    }

    private static async Task<int> JudgeAsync(History history, RehearsalSettings settings, LessonRehearsal? play)
    {
        var verdict = Verdict.Of(history);
        var coverage = Coverage.Of(history);
        var report = Report.Of(history, verdict, coverage, settings, play);
        Console.Error.WriteLine(coverage.IsWhole
            ? $"Every command was sent and every event seen; the log has {history.Log.Head} entries."
            : $"Not sent: {Join(coverage.CommandsMissing)}. Not seen: {Join(coverage.EventsMissing)}.");
        if (!report.Ok)
        {
            ExplainFaults(verdict, settings);
        }

        if (play is not null && (settings.HistoryFile ?? (report.Ok ? null : "rehearsal-history.json")) is { } file)
        {
            await KeepAsync(history, file);
        }

        Console.Out.WriteLine(report.ToJson());
        return report.Ok ? Passed : Failed;
    }

    private static void ExplainFaults(Verdict verdict, RehearsalSettings settings)
    {
        Console.Error.WriteLine($"Seed {settings.Seed}. {verdict.Faults.Length} faults: {Join(verdict.Faults.CountBy(fault => fault.Kind).Select(kind => $"{kind.Value} {kind.Key}"))}.");
        foreach (var fault in verdict.Faults.Take(FaultsShown))
        {
            Console.Error.WriteLine($"  {fault}");
        }
    }

    private static async Task KeepAsync(History history, string file)
    {
        await using var stream = File.Create(file);
        await JsonSerializer.SerializeAsync(stream, history, ClassroomClient.Json);
        Console.Error.WriteLine($"The history is in {Path.GetFullPath(file)}; judge it again with: ./rehearse.sh check {file}");
    }

    private static string Join(IEnumerable<string> items) => string.Join(", ", items.DefaultIfEmpty("none"));

    private static int Refuse(string sentence)
    {
        Screen.Profile.Width = int.MaxValue; // A sentence is one line, also where nobody says how wide a line is.
        Screen.MarkupLineInterpolated($"[red]{sentence}[/]");
        return NotPlayed;
    }
}
