using System.Collections.Immutable;

namespace Classroom.Contracts.Lessons;

/// <summary>A page of what was said in a lesson, as far as its reader may see it now: edited texts as they are now, deleted ones without text.</summary>
/// <param name="Messages">The newest first. May be fewer than asked for, even none, though there are older ones: a page looks at so much of the lesson only.</param>
/// <param name="Before">What to ask for the page before this one; none if there is nothing older.</param>
public sealed record LessonMessages(ImmutableArray<ChatMessage> Messages, long? Before = null);
