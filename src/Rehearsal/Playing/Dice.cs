using System.Collections.Immutable;
using Classroom.Contracts.Lessons;

namespace Classroom.Rehearsal.Playing;

/// <summary>A weighted choice among what makes sense now.</summary>
internal sealed class Dice(Random random, Stage stage)
{
    private readonly List<(int Weight, Func<LessonCommand> Make)> _faces = [];

    /// <summary>Something to do with this weight, if it makes sense.</summary>
    public Dice Face(int weight, bool makesSense, Func<LessonCommand> make)
    {
        if (makesSense)
        {
            _faces.Add((weight, make));
        }

        return this;
    }

    /// <summary>Throws. What nobody has managed yet comes first half of the time, so that a short play has everything.</summary>
    public LessonCommand Throw()
    {
        var commands = _faces.ConvertAll(face => (face.Weight, Command: face.Make()));
        var missing = commands.FindAll(face => !stage.WasAccepted(face.Command));
        if (missing.Count > 0 && random.Next(2) == 0)
        {
            return missing[random.Next(missing.Count)].Command;
        }

        var at = random.Next(commands.Sum(face => face.Weight));
        foreach (var (weight, command) in commands)
        {
            at -= weight;
            if (at < 0)
            {
                return command;
            }
        }

        return commands[^1].Command;
    }

    /// <summary>One of several.</summary>
    public static T Any<T>(ImmutableArray<T> items, Random random) => items[random.Next(items.Length)];
}
