using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Rehearsal.Checking;

/// <summary>Rules about anonymous answers, which are in no log: the last tally of a closed poll has everybody whose answer was accepted, once, and nobody else.</summary>
internal static class BallotRules
{
    public static IEnumerable<Fault> Find(History history)
    {
        var log = history.Log.Entries;
        var closed = log.Select(entry => entry.Event).OfType<PollClosed>().Select(e => e.Poll).ToHashSet();
        foreach (var asked in log.Where(entry => entry.Event is PollAsked { Anonymous: true } && closed.Contains(entry.Sequence)))
        {
            if (log.Select(entry => entry.Event).OfType<PollTallied>().LastOrDefault(tallied => tallied.Poll == asked.Sequence) is not { Tally.Answered: var counted })
            {
                yield return new Fault(FaultKind.Miscounted, "log", $"poll {asked.Sequence} was closed and never counted");
                continue;
            }

            var (tried, accepted) = (new HashSet<ParticipantId>(), new HashSet<ParticipantId>());
            foreach (var client in history.Clients)
            {
                var answers = client.Steps.OfType<Sent>()
                    .Where(sent => sent.Command.Command is AnswerPoll answer && answer.Poll == asked.Sequence)
                    .Select(sent => sent.Command.Counter).ToHashSet();
                if (answers.Count > 0)
                {
                    tried.Add(client.Viewer.Participant);
                }

                if (client.Steps.OfType<Answered>().Any(step => answers.Contains(step.Answer.Counter) && step.Answer is { Refusal: null, Sequence: > 0 }))
                {
                    accepted.Add(client.Viewer.Participant);
                }
            }

            // In between are those who were told nothing, or asked again after the poll had closed.
            if (counted < accepted.Count || (history.Log.IsWhole && counted > tried.Count))
            {
                yield return new Fault(FaultKind.Miscounted, "log", $"poll {asked.Sequence} was closed with {counted} answers; of {tried.Count} who gave one, {accepted.Count} were accepted");
            }
        }
    }
}
