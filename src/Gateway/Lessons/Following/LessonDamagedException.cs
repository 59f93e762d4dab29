namespace Classroom.Gateway.Lessons.Following;

/// <summary>What is stored of a lesson cannot be right: nobody can enter it until somebody mends it. Other lessons are not concerned.</summary>
/// <param name="retryAfter">Asking sooner is in vain.</param>
internal sealed class LessonDamagedException(TimeSpan retryAfter) : Exception("What is stored of the lesson is damaged.")
{
    public TimeSpan RetryAfter => retryAfter;
}
