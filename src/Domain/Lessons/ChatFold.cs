using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>The chat's part of <see cref="ViewFold"/>.</summary>
/// <remarks>
/// A message stands in every list whose readers may see it, and each list is bounded by itself: so what one viewer cannot
/// see never pushes out what they can. A deleted or redacted message keeps its place, so that replaying a redacted log drops
/// the same messages at the same steps.
/// </remarks>
internal static class ChatFold
{
    private const int ChatMax = 50;
    private const int ChatLengthMax = 10_000;
    private const int ThreadMax = 20;
    private const int ThreadLengthMax = 4_000;

    public static LessonView Post(LessonView view, LessonEntry entry, string? text, int length, ParticipantId? thread)
    {
        var message = new ChatMessage(entry.Sequence, entry.By!.Value, entry.At, text, length, thread);
        if (thread is not { } student)
        {
            return view with { Chat = Bound(view.Chat.Add(message), ChatMax, ChatLengthMax) };
        }

        if (ViewFold.HoldsTeachersPart(view))
        {
            view = view with { TeacherChat = Bound(view.TeacherChat.Add(message), ChatMax, ChatLengthMax) };
        }

        return view.Viewer is null || view.Viewer.Participant == student
            ? view with { Threads = view.Threads.SetItem(student, BoundThread(view.Threads.GetValueOrDefault(student, []).Add(message))) }
            : view;
    }

    public static LessonView Edit(LessonView view, long id, string? text, int length) =>
        Replace(view, id, message => message with { Text = text, Length = length, Edited = true });

    public static LessonView Delete(LessonView view, long id) =>
        Replace(view, id, message => message with { Text = null, Length = 0, Deleted = true });

    private static LessonView Replace(LessonView view, long id, Func<ChatMessage, ChatMessage> change)
    {
        var threads = view.Threads;
        foreach (var (student, messages) in view.Threads)
        {
            if (messages.Any(message => message.Sequence == id))
            {
                threads = threads.SetItem(student, BoundThread(Replace(messages, id, change)));
            }
        }

        return view with
        {
            Chat = Bound(Replace(view.Chat, id, change), ChatMax, ChatLengthMax),
            TeacherChat = Bound(Replace(view.TeacherChat, id, change), ChatMax, ChatLengthMax),
            Threads = threads,
        };
    }

    private static ImmutableArray<ChatMessage> Replace(ImmutableArray<ChatMessage> messages, long id, Func<ChatMessage, ChatMessage> change)
    {
        for (var index = messages.Length - 1; index >= 0; index--)
        {
            if (messages[index].Sequence == id)
            {
                return messages.SetItem(index, change(messages[index]));
            }
        }

        return messages;
    }

    private static ImmutableArray<ChatMessage> BoundThread(ImmutableArray<ChatMessage> messages) => Bound(messages, ThreadMax, ThreadLengthMax);

    private static ImmutableArray<ChatMessage> Bound(ImmutableArray<ChatMessage> messages, int countMax, int lengthMax)
    {
        var first = Math.Max(0, messages.Length - countMax);
        var length = 0;
        for (var index = first; index < messages.Length; index++)
        {
            length += messages[index].Length;
        }

        while (length > lengthMax && first < messages.Length - 1)
        {
            length -= messages[first++].Length;
        }

        return first == 0 ? messages : messages[first..];
    }
}
