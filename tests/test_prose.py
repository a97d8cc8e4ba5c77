"""Quotations in prose and their speakers: invented sentences with the speaker of each quotation."""

from types import SimpleNamespace

import pytest

from analysis.speech.prose import quotations, told_by
from tests.timing import seconds

# A speaker of None: nobody is said to have said the marked words. "": it is not told who does.
SENTENCES = [
    (
        "“We open at nine,” said Maria Lopez, a baker in Leeds.",
        [("We open", "Maria Lopez")],
    ),
    (
        "“We open at nine,” Maria Lopez, a baker in Leeds, said.",
        [("We open", "Maria Lopez")],
    ),
    (
        "Maria Lopez, who bakes bread in Leeds, told reporters on Monday: “We open at nine.”",
        [("We open", "Maria Lopez")],
    ),
    (
        "Maria Lopez is a baker in Leeds.\n“We open at nine,” she said.",
        [("We open", "Maria Lopez")],
    ),
    (
        "Maria Lopez met Peter Hall on Monday.\n“We open at nine,” he said. “Not ten.”",
        [("We open", "Peter Hall")],
    ),
    (
        "Maria Lopez met Peter Hall on Monday.\n“We open at nine,” she said. “Not ten.”",
        [("We open", "Maria Lopez")],
    ),
    (
        "“We sail at nine,” said Blue Line spokesman Ole Tvedt.",
        [("We sail", "Ole Tvedt")],
    ),
    (
        "“We agree,” chief executive Peter Hall told investors on a call, adding that stocks were “ample”.",
        [("We agree", "Peter Hall"), ("ample", "Peter Hall")],
    ),
    (
        "Maria Lopez took the stand.\nCross-examination begins.\n“I signed it,” she said.",
        [("I signed", "Maria Lopez")],
    ),
    (
        "A post shared 40,000 times quotes Maria Lopez as saying: “We never open.”",
        [("We never", "Maria Lopez")],
    ),
    (
        "Maria Lopez said the rota was “fair” and that talks could begin “as soon as Monday”.",
        [("fair", "Maria Lopez"), ("as soon", "Maria Lopez")],
    ),
    (
        "According to Maria Lopez, the shop “never closed.”",
        [("never", "Maria Lopez")],
    ),
    (
        "The shop “never closed,” according to the council’s report.",
        [("never", "the council’s report")],
    ),
    (
        "The so-called “bread tax” is new.",
        [("bread tax", None)],
    ),
    (
        "Her novel “The Long Way Home” won a prize.",
        [("The Long", None)],
    ),
    (
        "The mayor called the plan “a mistake” and “a waste of money.”",
        [("a mistake", "The mayor"), ("a waste", "The mayor")],
    ),
    (
        "Peter Hall, the mayor of Leeds, called the plan “a mistake.”",
        [("a mistake", "Peter Hall")],
    ),
    (
        "In a statement, the company said it was “deeply sorry.”",
        [("deeply", "the company")],
    ),
    (
        "In a statement released on Friday, a spokeswoman for the company said it was “deeply sorry.”",
        [("deeply", "a spokeswoman for the company")],
    ),
    (
        "“It is over,” Hall wrote on Twitter. “We lost.”\nPeter Hall resigned.",
        [("It is", "Peter Hall")],
    ),
    (
        "As Peter Hall put it, “nobody reads the small print.”",
        [("nobody", "Peter Hall")],
    ),
    (
        "“Nobody reads it,” as Peter Hall put it.",
        [("Nobody", "Peter Hall")],
    ),
    (
        "“Why now?” Peter Hall asked. “Why here?”",
        [("Why now", "Peter Hall")],
    ),
    (
        "“Stop!” shouted a man in the crowd.",
        [("Stop", "a man in the crowd")],
    ),
    (
        "Peter Hall: “I did not sign it.”",
        [("I did", "Peter Hall")],
    ),
    (
        "“I did not sign it.” — Peter Hall, mayor of Leeds",
        [("I did", "Peter Hall")],
    ),
    (
        "Asked whether he would resign, Peter Hall said: “I did not sign it.”",
        [("I did", "Peter Hall")],
    ),
    (
        "Peter Hall smiled when Maria Lopez said, “We open at nine.”",
        [("We open", "Maria Lopez")],
    ),
    (
        "Peter Hall said that Maria Lopez had called him “a liar.”",
        [("a liar", "Maria Lopez")],
    ),
    (
        "Peter Hall was described by Maria Lopez as “a liar.”",
        [("a liar", "Maria Lopez")],
    ),
    (
        "Peter Hall accused Maria Lopez of being “a liar.”",
        [("a liar", "Peter Hall")],
    ),
    (
        "Hall’s lawyer, Ruth Stone, said her client was “innocent.”",
        [("innocent", "Ruth Stone")],
    ),
    (
        "Hall’s lawyer said her client was “innocent.”",
        [("innocent", "Hall’s lawyer")],
    ),
    (
        "His wife, Ruth Hall, told the BBC that he “slept badly.”",
        [("slept", "Ruth Hall")],
    ),
    (
        "The letter reads: “We regret the delay.”",
        [("We regret", "The letter")],
    ),
    (
        "“We regret the delay,” the letter read.",
        [("We regret", "the letter")],
    ),
    (
        "“China is ready,” President Zu said on Monday.",
        [("China", "President Zu")],
    ),
    (
        "Greta von der Hoven, president of the European Commission, warned of “a long winter.”",
        [("a long", "Greta von der Hoven")],
    ),
    (
        "“A long winter is coming,” von der Hoven said.",
        [("A long", "von der Hoven")],
    ),
    (
        "The White House said it was “monitoring the situation.”",
        [("monitoring", "The White House")],
    ),
    (
        "Foreign Minister Igor Danilov told Interfax: “There will be no talks.” He added: “None.”",
        [("There", "Igor Danilov"), ("None", "Igor Danilov")],
    ),
    (
        "Critics say the plan is “dead on arrival.”",
        [("dead", "Critics")],
    ),
    (
        "“It was chaos,” recalled Tom Reed, 45, who was in the hall.",
        [("It was", "Tom Reed")],
    ),
    (
        "Tom Reed, 45, was in the hall. “It was chaos,” he recalled.",
        [("It was", "Tom Reed")],
    ),
    (
        "Speaking to reporters after the vote, Sen. Ana Lima (D-Ohio) said she was “not surprised.”",
        [("not sur", "Ana Lima")],
    ),
    (
        "But Lima, a Democrat, said: “No.”\nSen. Ana Lima left.",
        [("No", "Ana Lima")],
    ),
    (
        "Lima’s office declined to comment. But in a tweet on Monday, she wrote, “No.”\nSen. Ana Lima left.",
        [("No", "Ana Lima")],
    ),
    (
        "“I will not go,” Lima said, adding, “I never did.”\nSen. Ana Lima left.",
        [("I will", "Ana Lima"), ("I never", "Ana Lima")],
    ),
    (
        "“I will not go,” said Lima, “and neither will you.”\nSen. Ana Lima left.",
        [("I will", "Ana Lima"), ("and neither", "Ana Lima")],
    ),
    (
        "Police said the man was “known to officers.”",
        [("known", "Police")],
    ),
    (
        "A police spokesman said the man was “known to officers.”",
        [("known", "A police spokesman")],
    ),
    (
        "The New York Times reported that the fund was “nearly empty.”",
        [("nearly", "The New York Times")],
    ),
    (
        "The judge told Hall he had shown “no remorse.”",
        [("no remorse", "The judge")],
    ),
    (
        "Marsh tweeted: “Sad!”",
        [("Sad", "Marsh")],
    ),
    (
        "“Sad!” Marsh tweeted.",
        [("Sad", "Marsh")],
    ),
    (
        "Leonard Marsh has repeatedly said he is “a very stable genius,” and on Monday he said it again.",
        [("a very", "Leonard Marsh")],
    ),
    (
        "Susan Hollis, speaking in Ohio, dismissed the claims as “nonsense.”",
        [("nonsense", "Susan Hollis")],
    ),
    (
        "Hollis campaign manager Robby Penn called it “desperate.”",
        [("desperate", "Robby Penn")],
    ),
    (
        "The Hollis campaign called it “desperate.”",
        [("desperate", "The Hollis campaign")],
    ),
    (
        "“This is desperate,” the Hollis campaign said in a statement.",
        [("This is", "the Hollis campaign")],
    ),
    (
        "“I believe in him,” Susan Hill, a voter from Ohio, told me. “I always have.”",
        [("I believe", "Susan Hill")],
    ),
    (
        "My father used to say, “Never sign what you have not read.”",
        [("Never", "My father")],
    ),
    (
        "I told her, “You can’t be serious.”",
        [("You", "")],
    ),
    (
        "The word “liberal” has changed its meaning.",
        [("liberal", None)],
    ),
    (
        "They sang “Happy Birthday” and left.",
        [("Happy", None)],
    ),
    (
        "Hall, known as “the Hammer,” is 60.",
        [("the Hammer", None)],
    ),
    (
        "Duane “The Wall” Stark will host.",
        [("The Wall", None)],
    ),
    (
        "He appeared on “Meet the Press” on Sunday.",
        [("Meet", None)],
    ),
    (
        "“We have waited for years.\n“We can wait no longer,” Ana Lima said.",
        [("We have", "Ana Lima")],
    ),
    (
        "“We have waited for years,” Ana Lima said. “We have been patient.\n“We can wait no longer.”",
        [("We have w", "Ana Lima"), ("We can", "Ana Lima")],
    ),
    (
        "Ana Lima spoke first.\n“We have waited,” she said.\nPeter Hall spoke next.\n“So have we,” he said.",
        [("We have", "Ana Lima"), ("So have", "Peter Hall")],
    ),
    (
        "Prime Minister Judith Dale said Brexit “means Brexit.” Mrs. Dale added that “there is no plan B.”",
        [("means", "Judith Dale"), ("there", "Judith Dale")],
    ),
    (
        "“There is no plan B,” insists Dale. Judith Dale is prime minister.",
        [("There", "Judith Dale")],
    ),
    (
        "Mr. Hall, 54, denied it. “I was at home,” he said through his lawyer.",
        [("I was", "Mr. Hall")],
    ),
    (
        "The report, published on Monday, says the agency was “slow to act.”",
        [("slow", "The report")],
    ),
    (
        "In the report, the auditors wrote that the agency was “slow to act.”",
        [("slow", "the auditors")],
    ),
    (
        "The auditors’ report described the agency as “slow to act.”",
        [("slow", "The auditors’ report")],
    ),
    (
        "Ana Lima, director of the fund, and Peter Hall, its lawyer, left early. “We were tired,” Lima said.",
        [("We were", "Ana Lima")],
    ),
    (
        "“We were tired,” Lima and Hall wrote in an email.",
        [("We were", "Lima and Hall")],
    ),
    (
        "One resident, who asked not to be named, said: “We were not told.”",
        [("We were", "One resident")],
    ),
    (
        "A resident who asked not to be named said, “We were not told.”",
        [("We were", "A resident")],
    ),
    (
        "It was, Hall said, “the worst day of my life.”",
        [("the worst", "Hall")],
    ),
    (
        "Hall, when asked about it, replied, “Ask my wife.”",
        [("Ask", "Hall")],
    ),
    (
        "Hall went on to say that the deal was “dead.”",
        [("dead", "Hall")],
    ),
    (
        "Hall began by thanking his “loyal friends.”",
        [("loyal", "Hall")],
    ),
    (
        "Hall continued: “It is dead.”",
        [("It is", "Hall")],
    ),
    (
        "Hall did not call it “dead.”",
        [("dead", "Hall")],
    ),
    (
        "That was a reference to what Hall called “the deep state.”",
        [("the deep", "Hall")],
    ),
    (
        "They complained about what they called “the deep state.”",
        [("the deep", "")],
    ),
    (
        "It is time to end what Peter Hall describes as “the deep state,” Ana Lima said.",
        [("the deep", "Peter Hall")],
    ),
    (
        "“We’re ready,” says Lima, 40. “Bring it on.”\nAna Lima is 40.",
        [("We’re", "Ana Lima")],
    ),
    (
        "The president of the union, Ana Lima, said it was “a start.”",
        [("a start", "Ana Lima")],
    ),
    (
        "Union president Ana Lima said it was “a start.”",
        [("a start", "Ana Lima")],
    ),
    (
        "The union’s president, Ana Lima, said it was “a start.”",
        [("a start", "Ana Lima")],
    ),
    (
        "“It’s a start,” said the union’s president, Ana Lima.",
        [("It’s", "Ana Lima")],
    ),
    (
        "“It’s a start,” said the president of the union.",
        [("It’s", "the president of the union")],
    ),
    (
        "“It’s a start,” said one of the workers.",
        [("It’s", "one of the workers")],
    ),
    (
        "WASHINGTON (Reuters) - President Neil Corbin on Tuesday called the vote “a disgrace.”",
        [("a disgrace", "Neil Corbin")],
    ),
    (
        "Earlier this week, Corbin said the vote was “a disgrace.”",
        [("a disgrace", "Corbin")],
    ),
    (
        "On Tuesday Corbin said the vote was “a disgrace.”",
        [("a disgrace", "Corbin")],
    ),
    (
        "Last year Corbin promised to “end the war.”",
        [("end", "Corbin")],
    ),
    (
        "Corbin has vowed to “end the war,” but his critics say he “has no plan.”",
        [("end", "Corbin"), ("has no", "his critics")],
    ),
    (
        "While Corbin says the vote was “a disgrace,” Marsh calls it “perfect.”",
        [("a disgrace", "Corbin"), ("perfect", "Marsh")],
    ),
    (
        "Corbin, in a speech in Ohio, said: “We won.” Marsh, in Iowa, said: “We won.”",
        [("We won", "Corbin")],
    ),
    (
        "“He’s lying,” Corbin said of Marsh.",
        [("He’s", "Corbin")],
    ),
    (
        "“He’s lying,” said Corbin about Marsh, who laughed.",
        [("He’s", "Corbin")],
    ),
    (
        "Corbin told Marsh: “You’re lying.”",
        [("You’re", "Corbin")],
    ),
    (
        "Corbin told Marsh that he was “lying.” “Never,” Marsh replied.",
        [("lying", "Corbin"), ("Never", "Marsh")],
    ),
    (
        "Peter Hall’s claim that the vote was “stolen” is false.",
        [("stolen", "Peter Hall")],
    ),
    (
        "In his book, Peter Hall writes of “a stolen vote.”",
        [("a stolen", "Peter Hall")],
    ),
    (
        "Peter Hall blasted the “stolen” vote.",
        [("stolen", "Peter Hall")],
    ),
    (
        "Peter Hall insisted the process had been “completely fair,” but Ana Lima, his rival, said it was “a joke.”",
        [("completely", "Peter Hall"), ("a joke", "Ana Lima")],
    ),
    (
        '"I can\'t," Mr. Hall said. "I won\'t."',
        [("I can", "Mr. Hall")],
    ),
    (
        "” the water is low, the gauge reads twelve.” – Ana Lima",
        [("the water", "Ana Lima")],
    ),
    (
        "“We pay more for rope. “—Ana Lima",
        [("We pay", "Ana Lima")],
    ),
    (
        "BERLIN — Chancellor Renate Vogel said on Friday that Europe “must act.”",
        [("must", "Renate Vogel")],
    ),
    (
        "Vogel, who has led Germany since 2005, said Europe “must act.” She warned of “hard days.”",
        [("must", "Vogel"), ("hard", "Vogel")],
    ),
    (
        "U.S. officials said the strike was “a success.”",
        [("a success", "U.S. officials")],
    ),
    (
        "Two U.S. officials, speaking on condition of anonymity, said the strike was “a success.”",
        [("a success", "Two U.S. officials")],
    ),
    (
        "The Ministry of Defence said the strike was “a success.”",
        [("a success", "The Ministry of Defence")],
    ),
    (
        "“The strike was a success,” said Maj. Gen. Igor Belsky.",
        [("The strike", "Igor Belsky")],
    ),
    (
        "“The strike was a success,” the ministry’s spokesman, Igor Belsky, said.",
        [("The strike", "Igor Belsky")],
    ),
    (
        "Amnesty International called the strike “a war crime.”",
        [("a war", "Amnesty International")],
    ),
    (
        "The strike was condemned as “a war crime” by Amnesty International.",
        [("a war", "Amnesty International")],
    ),
    (
        "“I have two kids,” the 45-year-old said.",
        [("I have", "the 45-year-old")],
    ),
    (
        "“I have two kids,” added the former governor.",
        [("I have", "the former governor")],
    ),
    (
        "“A mess” is how Tom Reed described it.",
        [("A mess", "Tom Reed")],
    ),
    (
        "“A mess” is what Tom Reed called it.",
        [("A mess", "Tom Reed")],
    ),
    (
        "Tom Reed was quoted as saying: “It is a mess.”",
        [("It is", "Tom Reed")],
    ),
    (
        "Tom Reed had a message for voters: “It is a mess.”",
        [("It is", "Tom Reed")],
    ),
    (
        "Tom Reed’s response: “It is a mess.”",
        [("It is", "Tom Reed")],
    ),
    (
        "Tom Reed’s response was “no comment.”",
        [("no comm", "Tom Reed")],
    ),
    (
        "Said Tom Reed, “It is a mess.”",
        [("It is", "Tom Reed")],
    ),
    (
        "Adds Tom Reed: “It is a mess.”",
        [("It is", "Tom Reed")],
    ),
    (
        "“It is a mess,” Jean-Claude Lambert warned.",
        [("It is", "Jean-Claude Lambert")],
    ),
    (
        "“It is a mess,” J.B. Tolland wrote.",
        [("It is", "J.B. Tolland")],
    ),
    (
        "Tom Reed shook his head. “No.”",
        [("No", "Tom Reed")],
    ),
    (
        "“No,” read one sign.",
        [("No", "one sign")],
    ),
    (
        "“It is a mess.” — Tom Reed (@tomreed) Dale 3, 2016",
        [("It is", "Tom Reed")],
    ),
    (
        "A person familiar with the matter said the deal was “close to done.”",
        [("close", "A person familiar with the matter")],
    ),
    (
        "People close to Tom Reed said the deal was “close to done.”",
        [("close", "People close to Tom Reed")],
    ),
    (
        "“It’s close to done,” said a person familiar with the matter.",
        [("It’s", "a person familiar with the matter")],
    ),
    (
        "One aide to Tom Reed said the deal was “close to done.”",
        [("close", "One aide to Tom Reed")],
    ),
    (
        "Tom Reed — a Democrat from Ohio — said the deal was “close to done.”",
        [("close", "Tom Reed")],
    ),
    (
        "Tom Reed took to Twitter to call the deal “close to done.”",
        [("close", "Tom Reed")],
    ),
    (
        "In Tom Reed’s words, the deal is “close to done.”",
        [("close", "Tom Reed")],
    ),
    (
        "In the words of Tom Reed, the deal is “close to done.”",
        [("close", "Tom Reed")],
    ),
    (
        "Tom Reed’s “basket of deplorables” remark cost him votes.",
        [("basket", "Tom Reed")],
    ),
    (
        "“Never,” and “not in my lifetime,” said Tom Reed.",
        [("Never", "Tom Reed"), ("not in", "Tom Reed")],
    ),
    (
        "“Never,” Tom Reed deadpans, “say never.”",
        [("Never", "Tom Reed"), ("say", "Tom Reed")],
    ),
    (
        "“Never,” Tom Reed glowers.",
        [("Never", "Tom Reed")],
    ),
    (
        "“Never,” glowers Tom Reed.",
        [("Never", "Tom Reed")],
    ),
    (
        "“Never!” a visibly upset Tom Reed told the crowd.",
        [("Never", "Tom Reed")],
    ),
    (
        "Tom Reed wants to “drain the swamp.”",
        [("drain", "Tom Reed")],
    ),
    (
        "Tom Reed plans to “repeal and replace” the law.",
        [("repeal", "Tom Reed")],
    ),
    (
        "Tom Reed urged supporters to “get out and vote.”",
        [("get out", "Tom Reed")],
    ),
    (
        "Tom Reed compared the deal to “a bad marriage.”",
        [("a bad", "Tom Reed")],
    ),
    (
        "Tom Reed thinks the deal is “a bad marriage.”",
        [("a bad", "Tom Reed")],
    ),
    (
        "Tom Reed’s motto is “never sign.”",
        [("never", "Tom Reed")],
    ),
    (
        "Tom Reed apologized for the “pain” he had caused.",
        [("pain", "Tom Reed")],
    ),
    (
        "Mr Reed said: “It is a mess.” Tom Reed is 40.",
        [("It is", "Tom Reed")],
    ),
    (
        "An ad from Tom Reed’s campaign says the deal is “dead.”",
        [("dead", "An ad from Tom Reed’s campaign")],
    ),
    (
        "A new ad by Tom Reed says the deal is “dead.”",
        [("dead", "A new ad by Tom Reed")],
    ),
    (
        "The ad ends with Tom Reed saying, “I approve this message.”",
        [("I approve", "Tom Reed")],
    ),
    (
        "Tom Reed, who is 40, and Ann Bell, who is 50, disagree. “Never,” says Reed.",
        [("Never", "Tom Reed")],
    ),
    (
        "When Ann Bell asked Tom Reed about it, he said, “Never.”",
        [("Never", "Tom Reed")],
    ),
    (
        "When Tom Reed asked about it, Ann Bell said, “Never.”",
        [("Never", "Ann Bell")],
    ),
    (
        "After Tom Reed’s speech, Ann Bell said it was “a mess.”",
        [("a mess", "Ann Bell")],
    ),
    (
        "Tom Reed’s speech, which Ann Bell called “a mess,” was short.",
        [("a mess", "Ann Bell")],
    ),
    (
        "Tom Reed says Ann Bell is “crooked.” Bell says Reed is “a fraud.”",
        [("crooked", "Tom Reed"), ("a fraud", "Ann Bell")],
    ),
    (
        "The Reed campaign sent an email with the subject line “We need you.”\nTom Reed is 40.",
        [("We need", "The Reed campaign")],
    ),
    (
        "Dozens of protesters chanted “No more war” outside.",
        [("No more", "Dozens of protesters")],
    ),
    (
        "The group’s website says it wants “no more war.”",
        [("no more", "The group’s website")],
    ),
    (
        "In an editorial, the newspaper called it “a sad day.”",
        [("a sad", "the newspaper")],
    ),
    (
        "An editorial in The Guardian called it “a sad day.”",
        [("a sad", "An editorial in The Guardian")],
    ),
    (
        "The Guardian’s editorial called it “a sad day.”",
        [("a sad", "The Guardian’s editorial")],
    ),
    (
        "In a letter to Congress, FBI Director James Hartley said the emails “appear to be pertinent.”",
        [("appear", "James Hartley")],
    ),
    (
        "FBI Director James Hartley’s letter said the emails “appear to be pertinent.”",
        [("appear", "FBI Director James Hartley’s letter")],
    ),
    (
        "The FBI said the emails “appear to be pertinent.”",
        [("appear", "The FBI")],
    ),
    (
        "Hartley wrote in a letter to the lawmakers that the emails “appear to be pertinent.”\nJames Hartley is 55.",
        [("appear", "James Hartley")],
    ),
    (
        "State Department spokesman John Tabor said Monday the emails “are safe.”",
        [("are safe", "John Tabor")],
    ),
    (
        "The Department of Justice said the emails “are safe.”",
        [("are safe", "The Department of Justice")],
    ),
    (
        "A Justice Department official said the emails “are safe.”",
        [("are safe", "A Justice Department official")],
    ),
    (
        "“They’re safe,” an official with the Justice Department said.",
        [("They", "an official with the Justice Department")],
    ),
    (
        "Tom Reed was asked if he was “nervous.” He said he was not.",
        [("nervous", None)],
    ),
    (
        "Tom Reed, asked if he was nervous, said, “No.”",
        [("No", "Tom Reed")],
    ),
    (
        "Tom Reed, 40, said he was “fine.” His wife said he was “not fine.”",
        [("fine", "Tom Reed"), ("not fine", "His wife")],
    ),
    (
        "Many Democrats say the deal is “dead on arrival.”",
        [("dead", "Many Democrats")],
    ),
    (
        "Tom Reed’s mother, Ann, told me he was “a good boy.”",
        [("a good", "Ann")],
    ),
    (
        "Tom Reed’s mother told me he was “a good boy.”",
        [("a good", "Tom Reed’s mother")],
    ),
    (
        "“He was a good boy,” says his mother.",
        [("He was", "his mother")],
    ),
    (
        "Tom Reed on the deal: “It is dead.”",
        [("It is", "Tom Reed")],
    ),
    (
        "Tom Reed, in his own words: “It is dead.”",
        [("It is", "Tom Reed")],
    ),
    (
        "Here is what Tom Reed said: “It is dead.”",
        [("It is", "Tom Reed")],
    ),
    (
        "Here is what Tom Reed said:\n“It is dead.”",
        [("It is", "Tom Reed")],
    ),
    (
        "Tom Reed wrote:\n“It is dead.\n“It was never alive.”",
        [("It is", "Tom Reed"), ("It was", "Tom Reed")],
    ),
    (
        "Tom Reed released a statement on Monday.\n“It is dead,” the statement read.",
        [("It is", "the statement")],
    ),
    (
        "Tom Reed issued the following statement on Monday:\n“It is dead.”",
        [("It is", "Tom Reed")],
    ),
    (
        "Tom Reed said on CNN’s “State of the Union” that the deal was “dead.”",
        [("State", None), ("dead", "Tom Reed")],
    ),
    (
        "On CNN’s “State of the Union,” Tom Reed said the deal was “dead.”",
        [("State", None), ("dead", "Tom Reed")],
    ),
    (
        "Tom Reed told “Fox & Friends” on Monday the deal was “dead.”",
        [("Fox", None), ("dead", "Tom Reed")],
    ),
    (
        "The author of “The Art of War” said the deal was “dead.”",
        [("The Art", None), ("dead", "The author")],
    ),
    (
        "On Syria, he said:\n“We go.”",
        [("We go", "")],
    ),
    (
        "Asked about Syria: “We go at last, all of us.”",
        [("We go", "")],
    ),
    (
        "“We go,” said Jan Egelund-Moe, Secretary General of the council.",
        [("We go", "Jan Egelund-Moe")],
    ),
    (
        "A deal is not expected before Sunday, and the Swiss chair has gone home.\n“It is late.”",
        [("It is", "")],
    ),
    (
        "Eleven agencies called on all parties. Their statements:\n“We wait.”",
        [("We wait", "")],
    ),
    (
        "“Why?” Mayor Ana Berg asked. “Who?”\n“Nobody,” Peter Hall said.",
        [("Why", "Ana Berg"), ("Who", "Ana Berg"), ("Nobody", "Peter Hall")],
    ),
    (
        "Deputies will show “zero tolerance,” Sheriff Tom Reed said.",
        [("zero", "Tom Reed")],
    ),
    (
        "The club’s president, Tom Reed, has been criticised.\nAnn Bell left. Reed did not.\n“It is a club,” he said.",
        [("It is", "Tom Reed")],
    ),
]

# Right readings that the rules do not reach.
NOT_YET = [
    (
        "“I have two kids,” the 45-year-old mother of two from Ohio said.",
        [("I have", "the 45-year-old mother of two from Ohio")],
    ),
    (
        "President Zu Jinping said China was “ready.” Zu  added that “time is short.”",
        [("ready", "Zu Minghao"), ("time", "Zu Minghao")],
    ),
    (
        "A report by the auditors found that the agency was “slow to act.”",
        [("slow", "A report by the auditors")],
    ),
    (
        "To Tom Reed, the deal is “close to done.”",
        [("close", "Tom Reed")],
    ),
    (
        "Tom Reed’s speech was “a mess,” in Ann Bell’s view.",
        [("a mess", "Ann Bell")],
    ),
    (
        "Protesters held signs reading “No more war” outside.",
        [("No more", "signs")],
    ),
    (
        "Protesters held signs that read “No more war” outside.",
        [("No more", "signs")],
    ),
    (
        "Some, like Tom Reed, say the deal is “dead.”",
        [("dead", "Tom Reed")],
    ),
    (
        "Democrats such as Tom Reed say the deal is “dead.”",
        [("dead", "Democrats such as Tom Reed")],
    ),
    (
        "Tom Reed sang “Imagine” at the end.",
        [("Imagine", None)],
    ),
    (
        "Tom “Big Dog” Reed said the deal was “dead.”",
        [("Big Dog", None), ("dead", "Tom Reed")],
    ),
]

ARTICLES = [
    (
        """Kwame Boateng sat in the back of the hall on Tuesday and listened.
The council had voted to close the library, and nobody had asked him. “They never ask,” he said. “They just post a notice.”
Councilwoman Ngozi Eze, who proposed the closure, said the building was “beyond repair” and that the roof alone would cost $2 million.
“We looked at every option,” Eze said in an interview. “There was no money.”
But Boateng, a retired teacher, does not believe it.
“There was money for the stadium,” he said.
The stadium opened in Dale. At the opening, Mayor Dan Whitfield praised the “visionaries” who had built it and told the crowd that the town was “open for business.”
Whitfield did not respond to a request for comment. His spokeswoman, Lucy Tran, said in an email that the mayor “values every library in this town.”
“He grew up reading,” she wrote.
Eze’s critics say she is the mayor’s puppet. She laughs at that.
“I have voted against him 40 times,” she said.
Asked for an example, she paused. “The stadium,” she said finally.
Jo Pritchard, the librarian, has packed her desk.
“I’m sad,” said Pritchard, who has worked there since 1998. “But I’m not surprised. As my mother always said, ‘Nothing lasts.’ ”
A sign on the door reads: “Closed until further notice.”
""",
        [
            ("They never", "Kwame Boateng"),
            ("beyond", "Ngozi Eze"),
            ("We looked", "Ngozi Eze"),
            ("There was money for", "Kwame Boateng"),
            ("open for", "Dan Whitfield"),
            ("values", "Lucy Tran"),
            ("He grew", "Lucy Tran"),
            ("I have voted", "Ngozi Eze"),
            ("The stadium", "Ngozi Eze"),
            ("I’m sad", "Jo Pritchard"),
        ],
    ),
    (
        """WASHINGTON -- Senator Hugo Ortega of Texas and Senator Bruno Salas of Florida clashed on Thursday over immigration, each accusing the other of “amnesty.”
"Bruno stood with Carl Weiss," Mr. Ortega said, to boos from the crowd. "I stood with Phil Stokes."
Mr. Salas shook his head. "Hugo, you don't speak Spanish," he said.
Later, at a rally in Iowa, Mr. Ortega repeated the charge, calling his rival "the candidate of the donor class" and vowing to "build a wall that works."
Leonard J. Marsh, who leads both men in the polls, watched from the side. "They're both weak," Mr. Marsh said in a telephone interview. "Very weak."
He added: "I will build the wall. Nobody else will."
Mr. Salas's campaign manager, Terry Moran, called Mr. Ortega's attack "desperate and dishonest."
"This is what losing looks like," said Alex Pruitt, a spokesman for Mr. Salas.
A spokeswoman for Mr. Ortega, Catherine Boyd, responded on Twitter. "Facts are stubborn things," she wrote.
Susan Hollis told supporters in Nevada that the Republicans were offering "a race to the bottom."
"We are better than this," Mrs. Hollis said. "I know we are."
Her opponent, Senator Walter Finch of Vermont, said he agreed with her "on this one point." But he said the system was "rigged."
In his most recent book, "Our Revolution," Mr. Finch writes that "the fight goes on."
Ned Lowe, a former governor of Florida, said: "It's chaos out there." His father, former President George Lowe, has said little, although he told The Dallas Morning News that he was "sad for the party."
""",
        [
            ("Bruno stood", "Hugo Ortega"),
            ("Hugo, you", "Bruno Salas"),
            ("the candidate of", "Hugo Ortega"),
            ("build a", "Hugo Ortega"),
            ("They're both", "Leonard J. Marsh"),
            ("I will build", "Leonard J. Marsh"),
            ("desperate", "Terry Moran"),
            ("This is what", "Alex Pruitt"),
            ("Facts", "Catherine Boyd"),
            ("a race", "Susan Hollis"),
            ("We are better", "Susan Hollis"),
            ("on this one", "Walter Finch"),
            ("rigged", "Walter Finch"),
            ("Our Rev", None),
            ("the fight", "Walter Finch"),
            ("It's chaos", "Ned Lowe"),
            ("sad for", "George Lowe"),
        ],
    ),
    (
        """On Friday’s “Morning Joe,” MSNBC host Joe Whitaker asked Gov. John Novak (R-OH) why he was still in the race.
“Because I can win,” Novak replied. “And because the other guys can’t.”
Whitaker pressed him: “But you’ve won one state.”
“One more than most,” Novak shot back.
Novak then argued that the GOP would be “crazy” to nominate Marsh, adding that the businessman “doesn’t have the temperament.”
Partial transcript as follows:
WHITAKER: “Would you be his vice president?”
NOVAK: “Zero chance. Never.”
Co-host Mika Lindqvist laughed. “Never say never,” she said.
“I’m saying never,” Novak insisted.
Follow Ian Hale on Twitter @IanHale
""",
        [
            ("Morning", None),
            ("Because I", "John Novak"),
            ("But you", "Joe Whitaker"),
            ("One more", "John Novak"),
            ("crazy", "John Novak"),
            ("doesn’t have", "John Novak"),
            ("Would you", "Joe Whitaker"),
            ("Zero", "John Novak"),
            ("Never say", "Mika Lindqvist"),
            ("I’m saying", "John Novak"),
        ],
    ),
    (
        """I met Yusuf Demir in a café in Izmir last spring. He is 71 and has fished these waters since he was a boy.
“The sea is empty,” he told me, stirring his tea.
Then he laughed. “My son says I am old and foolish.”
His son, Emre, is an engineer. When I called him that evening, he sounded tired.
“My father won’t listen,” Emre said. “I tell him, ‘Sell the boat.’ He says, ‘Over my dead body.’ ”
The government calls its policy “sustainable fishing.” Scientists at Ege University call it a failure.
“Stocks have fallen by half,” said Ayşe Kaya, a marine biologist at the university. “Nobody wants to hear it.”
Kaya, whose own grandfather was a fisherman, has studied the bay for 20 years. She thinks the ban came “ten years too late.”
The ministry disagrees. In a written reply to my questions, it said that stocks were “recovering well.”
Demir shrugs when I read this to him.
“Come out with me tomorrow,” he says. “You will see.”
So I did. We caught nothing.
""",
        [
            ("The sea", "Yusuf Demir"),
            ("My son", "Yusuf Demir"),
            ("My father", "Emre"),
            ("sustainable", "The government"),
            ("Stocks", "Ayşe Kaya"),
            ("ten years", "Ayşe Kaya"),
            ("recovering", "The ministry"),
            ("Come out", "Yusuf Demir"),
        ],
    ),
    (
        """Two men were arrested on Sunday after what the police described as “a senseless attack” on a shop in Bradford.
Det. Insp. Sarah Holt said officers were called at 3 a.m. “It was a frightening experience for the family,” she said. “Thankfully, no one was hurt.”
The shop’s owner, Imran Malik, 38, said he heard a crash and ran downstairs.
“I thought it was the boiler,” he told the Telegraph & Argus.
His neighbour Pat Dooley said the street had become “a no-go area at night.”
Ms. Dooley, 62, added: “We’ve told the council again and again.”
A council spokesman said: “We take all reports seriously.”
Local MP Naz Amin tweeted that she was “shocked and saddened.”
Malik said he would reopen on Monday, no matter what.
“We’re not going anywhere.”
The attack was the third this year, according to police, who are treating it as “racially motivated.”
""",
        [
            ("a senseless", "the police"),
            ("It was a fright", "Sarah Holt"),
            ("I thought", "Imran Malik"),
            ("a no-go", "Pat Dooley"),
            ("We’ve told", "Pat Dooley"),
            ("We take", "A council spokesman"),
            ("shocked", "Naz Amin"),
            ("We’re not", "Imran Malik"),
            ("racially", "police"),
        ],
    ),
    (
        """The new policy has divided experts. Dr. Elena Petrova of the Institute for Economic Policy calls it “a gamble.”
“Either it works or it doesn’t,” says Petrova. “There is no Plan B.”
Her colleague Mikhail Orlov is more hopeful: “Markets will adjust.”
Orlov’s optimism is shared by the finance ministry, whose officials have described the reform as “painful but necessary.”
Others are not so sure. “Who will pay for it?” asks Anton Belov, head of the miners’ union. “The workers. Always the workers.”
Belov, whose union has 40,000 members, plans to strike in June. “We have nothing to lose,” he says.
In 2014, President Viktor Markov promised there would be no such reform “as long as I am president.” His spokesman, Dmitry Zimin, now says the promise “must be seen in its historical context.”
Asked by reporters whether Markov had changed his mind, Zimin replied: “Times change.”
“The president listens to people,” he added.
The newspaper Vedomosti, citing two unnamed officials, reported that the Kremlin considered the reform “a done deal.”
Prime Minister Dmitry Sorokin has been the target of much anger since he told pensioners, “There is no money, but you hang on in there.”
The phrase “hang on in there” has since become a meme.
""",
        [
            ("a gamble", "Elena Petrova"),
            ("Either", "Elena Petrova"),
            ("Markets", "Mikhail Orlov"),
            ("painful", "officials"),
            ("Who will", "Anton Belov"),
            ("We have nothing", "Anton Belov"),
            ("as long", "Viktor Markov"),
            ("must be seen", "Dmitry Zimin"),
            ("Times", "Dmitry Zimin"),
            ("The president l", "Dmitry Zimin"),
            ("a done", "The newspaper Vedomosti"),
            ("There is no money", "Dmitry Sorokin"),
            ("hang on", None),
        ],
    ),
    (
        """Fox News host Brian Doyle on Wednesday blasted fellow anchor Megan Keller for her interview with Leonard Marsh, saying she was “clearly supporting Susan Hollis.”
Keller had earlier accused Marsh of hiding in “safe spaces” and suggested that he was “afraid of women.”
“With all due respect to my friend at 10 o’clock,” Keller said of Doyle, “Marsh will go on Doyle and pretty much only Doyle.”
In a tweet, Doyle told her to “go home.”
“u should be mad at @SusanHollis,” he wrote. “Clearly you support her.”
Marsh’s campaign has been in crisis since a 2005 tape surfaced in which he bragged about “moving on” a married woman. He has since apologized for the remarks, which he called “locker-room talk.”
House Speaker Paul Sutter, who had planned to appear with Marsh, said he was “sickened.”
Sens. John Hobbs and Kelly Arden withdrew their support. Hobbs said Marsh’s conduct made it “impossible to continue to offer even conditional support.”
Arden, who is running for re-election, said she would not vote for “a candidate who brags about degrading women.”
The nominee’s wife, Paula Marsh, called the words “unacceptable and offensive” but said: “I hope people will accept his apology.”
Hollis tweeted that the tape was “horrific.” “We cannot allow this man to become president,” she added.
A former Miss Universe, Alicia Rivas, whom Marsh once called “Miss Muppet,” told CNN she felt “vindicated.”
Asked whether Marsh should quit, his running mate, Mike Tully, said no. “I’m proud to stand with him,” the Indiana governor said.
Jason Frye, a spokesman, dismissed reports of a split as “absolutely false.”
Some voters were unmoved. “He’s not a politician,” said one supporter in Toledo who gave her name only as Barb. “That’s why I like him.”
According to a Politico/Morning Consult poll, 74 percent of Republicans said the party should “continue to support him.”
""",
        [
            ("clearly", "Brian Doyle"),
            ("safe", "Megan Keller"),
            ("afraid", "Megan Keller"),
            ("With all", "Megan Keller"),
            ("go home", "Brian Doyle"),
            ("u should", "Brian Doyle"),
            ("moving on", "Leonard Marsh"),
            ("locker", "Leonard Marsh"),
            ("sickened", "Paul Sutter"),
            ("impossible", "John Hobbs"),
            ("a candidate", "Kelly Arden"),
            ("unacceptable", "Paula Marsh"),
            ("I hope", "Paula Marsh"),
            ("horrific", "Susan Hollis"),
            ("We cannot", "Susan Hollis"),
            ("vindicated", "Alicia Rivas"),
            ("I’m proud", "the Indiana governor"),
            ("absolutely", "Jason Frye"),
            ("He’s not", "one supporter in Toledo"),
            ("continue to", "74 percent of Republicans"),
        ],
    ),
    (
        """Dear Editor,
Your columnist Max Frost says that cyclists are “a menace.” As a cyclist of 40 years, I object.
Mr. Frost writes that we “think we own the road.” We do not.
My doctor told me to ride. “It will add ten years to your life,” she said. My wife, who prefers the bus, calls it “your noisy hobby.”
The police chief, in your own pages last week, said that most accidents “are caused by drivers who are looking at their phones.” The city’s own report agrees: “Inattention is the leading cause.”
Perhaps Mr. Frost should heed the old proverb: “Look before you leap.”
The sign on Elm Street says “Share the Road.” Let us do so.
""",
        [
            ("a menace", "Max Frost"),
            ("think we", "Max Frost"),
            ("It will add", "My doctor"),
            ("your noisy", "My wife"),
            ("are caused", "The police chief"),
            ("Inattention", "The city’s own report"),
            ("Share", "The sign on Elm Street"),
        ],
    ),
    (
        """The Latest on the campaign (all times EDT):
3:15 p.m.
Leonard Marsh is telling a crowd in Florida that he will “never, ever give up.”
Marsh said Tuesday that the media is “rigging the election” and that polls are “phony.”
He’s also urging supporters to watch polling places “in certain areas.”
The Republican says of his opponent: “She should be in jail.”
The crowd chanted “Lock her up!”
2:40 p.m.
Susan Hollis’s campaign says Marsh’s comments are “dangerous.”
Campaign chairman John Landis says in a statement that Marsh is “shamefully trying to undermine an election.”
He says Hollis will “respect the result, whatever it is.”
1:05 p.m.
President Martin Addo says Marsh should “stop whining.”
Speaking at the White House alongside Italian Prime Minister Paolo Fabbri, Addo said there is no evidence of fraud.
“I’d invite Mr. Marsh to stop whining and go make his case,” he said.
Fabbri said he had watched “with attention.”
Vice President Neil Corbin, campaigning in Ohio, went further. “It’s un-American,” he said.
12:30 p.m.
An independent monitor says the process is “among the safest in the world.” It says in a report that fraud is “exceedingly rare.”
""",
        [
            ("never, ever", "Leonard Marsh"),
            ("rigging", "Leonard Marsh"),
            ("phony", "Leonard Marsh"),
            ("in certain", "Leonard Marsh"),
            ("She should", "The Republican"),
            ("Lock", "The crowd"),
            ("dangerous", "Susan Hollis’s campaign"),
            ("shamefully", "John Landis"),
            ("respect", "John Landis"),
            ("stop whining", "Martin Addo"),
            ("I’d invite", "Martin Addo"),
            ("with attention", "Paolo Fabbri"),
            ("It’s un", "Neil Corbin"),
            ("among", "An independent monitor"),
        ],
    ),
    (
        """Why are we so afraid of silence? The philosopher Henri Duval wrote that “all of humanity’s problems stem from man’s inability to sit quietly in a room alone.”
A friend of mine, a nurse, puts it more simply: “Quiet makes people think.”
In a 2014 study in the journal Science, researchers found that many participants preferred electric shocks to being alone with their thoughts. “Most people do not enjoy ‘just thinking,’ ” the authors concluded.
Timothy Ware, who led the study, told me that he was “surprised by how many people pressed the button.” One man pressed it 190 times. “I don’t know what he was thinking,” Ware said, laughing.
The experiment, titled “The Challenges of the Disengaged Mind,” made headlines around the world. The Guardian called it “shocking.” The Daily Mail asked, “Would you rather be electrocuted than bored?”
I tried it at home. “You look miserable,” my daughter said after five minutes.
She was right. But by the tenth minute something had changed, and I understood what Ashby meant when he wrote, “I love a broad margin to my life.”
Call it the “quiet movement.” Its prophets include Nora Quist, author of the best seller “Quiet,” who argues that modern life is “a kind of noise machine.”
""",
        [
            ("all of", "Henri Duval"),
            ("Quiet makes", "A friend of mine"),
            ("Most people", "the authors"),
            ("surprised", "Timothy Ware"),
            ("I don’t know", "Timothy Ware"),
            ("The Chall", None),
            ("shocking", "The Guardian"),
            ("Would you", "The Daily Mail"),
            ("You look", "my daughter"),
            ("I love", "Ashby"),
            ("quiet mov", None),
            ("a kind", "Nora Quist"),
        ],
    ),
    (
        """Gov. Chris Barrow’s former deputy chief of staff, Bridget Anne Keller, testified on Friday that he knew about the plan to close lanes at the bridge.
“He knew,” Ms. Keller said, her voice breaking.
Prosecutors say she set the scheme in motion with an email that read, “Time for some traffic problems in Fort Lee.”
Ms. Keller said the email was “sarcasm and humor.” She testified that David Grauman, a former ally of the governor who has pleaded guilty, told her the closings were part of a “traffic study.”
“Was it sarcasm, Ms. Keller?” asked Vikas Mehra, an assistant United States attorney.
“It was poor word choice,” she replied.
Mr. Mehra pressed her. “You deleted the emails, didn’t you?”
“I was scared,” she said.
Her lawyer, Michael Dunmore, objected several times. “Badgering,” he told the judge, Susan D. Pell, who allowed the questions.
Outside the courthouse, Mr. Dunmore described his client as “a scapegoat.”
Mr. Barrow, a Republican, has denied any knowledge of the plot. His spokesman, Owen Murray, said in a statement on Friday that “any claim that he had contemporaneous knowledge is untrue.”
“As he has said since Jan. 9, 2014, the governor had no involvement,” the statement said.
Bill Castell, a co-defendant, has said he believed the study was real. “I trusted David,” he told jurors last week.
""",
        [
            ("He knew", "Bridget Anne Keller"),
            ("Time for", "an email"),
            ("sarcasm", "Bridget Anne Keller"),
            ("traffic study", "David Grauman"),
            ("Was it", "Vikas Mehra"),
            ("It was poor", "Bridget Anne Keller"),
            ("You deleted", "Vikas Mehra"),
            ("I was scared", "Bridget Anne Keller"),
            ("Badgering", "Michael Dunmore"),
            ("a scapegoat", "Michael Dunmore"),
            ("any claim", "Owen Murray"),
            ("As he has", "the statement"),
            ("I trusted", "Bill Castell"),
        ],
    ),
    (
        """What readers say about the new bus lanes:
“They are wonderful. My trip is 20 minutes shorter.” — Carla Mendes, Northside
“A disaster for shopkeepers,” writes Tom O’Brien of Market Street.
“I voted for them and I would again,” said Lena Fischer, 29.
Not everyone agrees with Fischer. Ahmed Khan, who drives a taxi, said the lanes were “designed by people who never drive.”
“They never asked us,” said Khan. “Not once.”
The transport department said it had received 4,000 comments, “most of them positive.” A spokesman added that changes were “possible.”
Councillor Jane Whitmore (Lab) said: “This is about clean air.
“It is about our children’s lungs.
“And we will not turn back.”
Her Conservative rival, Giles Pratt, accused her of “waging war on motorists.”
He called for a “fair deal” for drivers.
""",
        [
            ("They are", "Carla Mendes"),
            ("A disaster", "Tom O’Brien"),
            ("I voted", "Lena Fischer"),
            ("designed", "Ahmed Khan"),
            ("They never", "Ahmed Khan"),
            ("most of", "The transport department"),
            ("possible", "A spokesman"),
            ("This is about", "Jane Whitmore"),
            ("It is about", "Jane Whitmore"),
            ("And we", "Jane Whitmore"),
            ("waging", "Giles Pratt"),
            ("fair", "Giles Pratt"),
        ],
    ),
]


def paragraphs(text):
    lines = enumerate(text.split("\n"), 1)
    return [SimpleNamespace(line=number, text=line) for number, line in lines if line]


def speaker_of(prose, begin):
    for speech in prose.speech:
        if any(piece.text.startswith(begin) for piece in speech.pieces):
            return speech.speaker
    assert any(piece.text.startswith(begin) for piece in prose.unattributed), (
        f"{begin!r} is not found"
    )
    return None


def check(text, expected):
    prose = quotations(paragraphs(text))
    found = [(begin, speaker_of(prose, begin)) for begin, _ in expected]
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_quotations_sentence(text, expected):
    check(text, expected)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "expected"), NOT_YET)
def test_quotations_not_yet(text, expected):
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), ARTICLES)
def test_quotations_article(text, expected):
    check(text, expected)


def test_quotations_basis_wherever_there_is_a_speaker():
    for text, _ in SENTENCES + ARTICLES:
        for speech in quotations(paragraphs(text)).speech:
            assert bool(speech.basis) >= bool(speech.speaker)


def test_quotations_pieces_of_one_attribution_are_one_speech():
    text = "“We build it,” Ana Berg said. “Now.”\n“Never,” said Lee Hall, adding: “No.”"
    speech = quotations(paragraphs(text)).speech
    assert [[piece.text for piece in one.pieces] for one in speech] == [
        ["We build it.", "Now."],
        ["Never,"],
        ["No."],
    ]
    assert [one.pieces[0].line for one in speech] == [1, 2, 2]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("“We go,” she said. “They stay.”", ["We go.", "They stay."]),
        ("“We go,” she said, “and they stay.”", ["We go,", "and they stay."]),
        ("“If they go,” she said, “I stay.”", ["If they go,", "I stay."]),
        ("“We go,” she said.\n“They stay,” she said.", ["We go,", "They stay,"]),
    ],
)
def test_quotations_a_comma_before_narration_ends_a_sentence(text, pieces):
    speech = quotations(paragraphs(f"Ana Berg waited.\n{text}")).speech
    assert [piece.text for one in speech for piece in one.pieces] == pieces


def test_quotations_reopened_paragraphs_are_one_speech():
    text = "Ana Berg said: “We build it.\n“We build it now.\n“And here.”\n“No,” said Lee Hall."
    speech = quotations(paragraphs(text)).speech
    assert [(len(one.pieces), one.speaker) for one in speech] == [(3, "Ana Berg"), (1, "Lee Hall")]


def test_quotations_speaker_at_the_very_end():
    text = "“The river rises,” he shrugs"
    assert quotations([SimpleNamespace(line=1, text=text)]).speech


def test_quotations_line_inside_a_joined_paragraph():
    speech = quotations(
        [SimpleNamespace(line=7, text="Ana Berg\nsaid “no”\nand “never ever.”")]
    ).speech
    assert [[piece.line for piece in one.pieces] for one in speech] == [[8, 9]]


def test_quotations_none():
    assert quotations([]).speech == []
    assert quotations(paragraphs("No marks at all.")).unattributed == []


def test_told_by():
    assert told_by("“Nets are a daily need,” said Harbour CEO Anna Berg.") == (
        "Anna Berg",
        "said Harbour CEO Anna Berg",
    )
    assert told_by("The “net rule” is new.") == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "“",
        "”",
        '"',
        "“a.” ",
        "“a,” Berg, ",
        "said ",
        "Berg’s ",
        "he said “a b c,” ",
        ".",
        "The mayor of Leeds said nothing. ",
        "a, ",
    ],
)
def test_quotations_hostile_text_is_read_in_linear_time(text):
    def took(size):
        long = text * (size // len(text))
        return seconds(lambda: quotations(paragraphs(long)))

    # Eight times the text takes eight times as long, and would take 64 times as long.
    assert took(40_000) < 30 * max(took(5_000), 0.002)
