using Classroom.Contracts.Hub;

namespace Classroom.Client.Lessons;

/// <summary>Sees every message of a lesson's connections, before anything is made of it. For rehearsals, which judge the client too.</summary>
internal interface ILessonObserver
{
    void Sent(FollowLesson follow);

    void Sent(SendCommand command);

    void Received(LessonWelcome welcome);

    void Received(LessonEntries entries);

    void Received(CommandAnswer answer);

    void StateChanged(LiveLessonState state);
}
