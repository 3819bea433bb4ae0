# Questions and notices

service-questions = Questions
    .subtitle = New card, collection, balance, loss: asked and answered
questions-heading = What would you like to know?
questions-count = Entries: { $count }
questions-none = There is no such question; please choose something else
questions-date-unknown = The office cannot be reached, so the business date is not known: what depends on it is not shown
questions-any = All
questions-by-topic = Topic
questions-by-word = About
questions-notices = Notices
questions-others = Show other questions
questions-print = Print this answer
questions-do = Go to: { $service }
questions-figures-of = These figures are of { $day }:
questions-figure = { $name }: { $value }
questions-paper-title = Question and answer
