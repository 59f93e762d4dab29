using System.Text;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Domain.Tests.Lessons;
using CsCheck;

namespace Classroom.Gateway.Tests.Lessons;

/// <summary>What clients get through a gateway is what they may see, for any lesson and any pattern of coming, going and resuming.</summary>
/// <remarks>
/// Seen to fail on each of these planted bugs: a frame cache keyed without what is seen; audiences not heeded; a resume from
/// the ring, or from the log, that skips one entry; a resume over one's own readmission.
/// </remarks>
public sealed class FollowingProperties
{
    private static readonly Gen<(int Who, int Head, bool Leaves)[]> GenScript =
        Gen.Select(Gen.Int[0, Histories.Cast.Length - 1], Gen.Int[0, 100], Gen.Bool, (who, head, leaves) => (who, head, leaves)).Array[1, 12];

    [Fact]
    public Task What_a_connection_receives_folds_to_the_view_of_the_whole_lesson() =>
        Gen.Select(Histories.GenHistory, GenScript, Gen.Int[16, 200], Gen.Int[1_024, 20_000]).SampleAsync(
            async (history, script, ring, frame) =>
            {
                await using var world = new FollowingWorld(history, options => (options.RingEntriesMax, options.FrameBytesMax, options.DevicesMax) = (ring, frame, 64));
                var clients = new List<MemoryClient>();
                var total = history.Entries.Length;
                foreach (var (who, percent, leaves) in script.OrderBy(step => step.Head))
                {
                    await world.Lesson.AdvanceAsync(Math.Max(world.Lesson.Head, total * percent / 100));
                    await ComeOrComeBackAsync(world, clients, Histories.Cast[who], leaves);
                }

                await world.Lesson.AdvanceAsync(total);
                world.PassHold(); // Once for all of them.
                foreach (var client in clients)
                {
                    await client.ReadToAsync(total);
                    Check(world.Lesson.Content, client);
                }
            },
            iter: 150);

    /// <summary>Somebody comes for the first time, or, where they were before, drops their line and resumes.</summary>
    private static async Task ComeOrComeBackAsync(FollowingWorld world, List<MemoryClient> clients, Viewer viewer, bool resumes)
    {
        var earlier = resumes ? clients.Find(client => client.Viewer == viewer && client.ClosedBy is null) : null;
        var client = await world.FollowAsync(viewer, earlier?.Epoch, earlier?.Covered);
        if (earlier is not null)
        {
            client.GoOnFrom(earlier);
            earlier.Connection.Abort();
            clients.Remove(earlier);
        }

        await client.ReadAsync(); // The welcome, or why not.
        clients.Add(client);
    }

    private static void Check(LessonView content, MemoryClient client)
    {
        if (client.ClosedBy is null)
        {
            Assert.Equal(Json(Views.Of(content, client.Viewer)), Json(client.View));
        }
        else
        {
            Assert.True(client.ClosedBy is "ejected" or "tooFarBehind", client.ClosedBy);
        }
    }

    private static string Json(LessonView view) => Encoding.UTF8.GetString(ProtocolJson.Encode(view));
}
