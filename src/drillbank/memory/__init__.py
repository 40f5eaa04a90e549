"""What is known of a card's memory, and when it is asked again.

Pure: times, zones and rolls come in as arguments, and nothing here is stored.  The log of events
is the truth; a card's state is what ``replay`` makes of it.

Reading order:

- ``rating``, ``state``, ``events``: the four grades, what a card's memory is, what happened to it.
- ``parts``: a state as columns and the log hold it, and back.
- ``preset``, ``preset_check``: what a user may choose, and what is wrong with a choice.
- ``study_day``: which day an instant belongs to, and when the next one begins.
- ``due_text``: days as people write them.
- ``curve``: the forgetting curve: chance of recall, and the interval until it has fallen.
- ``fsrs_adapter``: FSRS's memory update; the only module that imports ``fsrs``, at first use.
- ``fuzz``: intervals spread a little, by a roll that belongs to the card.
- ``answer``: a state and a grade to the next state; all four grades together.
- ``card_memory``, ``replay``: all that is known of a card, and how its log tells it.
- ``candidate``, ``introduce``: a card that may be asked, and which new ones a day takes.
- ``queue``: which cards a day asks, in which order, and which one is next.
"""
