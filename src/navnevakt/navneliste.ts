// Names written by hand from general knowledge; nobody's register, and no other list, was copied.
// CC0. Names that are also ordinary words or places stay here: ordliste.ts holds the words, navn.ts weighs the two.

export const FORNAVN_ETTER_OPPHAV = etterOpphav(`
norske: Aage Aaron Aasta Ada Adele Adelina Adrian Agnes Agnete Aksel Albert Albertine Aleksander Aleksandra
Alexander Alexandra Alf Alfhild Alfred Alice Alina Alisa Alma Alva Alvilde Alvin Amalie Amanda Ambjørg
Amelia Amund Anastasia Anders Andre Andrea Andreas Andrine Ane Anette Angelica Angelina Anita Anja Ann
Ann-Christin Ann-Kristin Anna Anna-Sofie Annbjørg Anne Anne-Berit Anne-Grete Anne-Lise Anne-Marie Annelise
Annika Anniken Anton Antonie Are Arian Ariel Arild Arne Arnfinn Arnfrid Arnhild Arnold Arnt Arthur Arve
Arvid Asbjørn Asgeir Ask Aslak Aslaug Asta Astri Astrid Atlas Atle Audun August Augusta Augustin Aurora Ava
Axel Baard Balder Bastian Beate Benedicte Benedikt Benedikte Bengt Benjamin Bente Berit Bernhard Bernt Berte
Berthe Billie Birger Birgit Birgith Birgitte Birk Birte Birthe Bjarne Bjarnhild Bjarni Bjarte Bjørg Bjørn
Bjørnar Bjørnulf Bo Bodil Brage Brit Brita Britt Brynhild Brynjar Brynjulf Bård Børge Camilla Camille Carina
Carl Carmen Caroline Carsten Casper Cassandra Catharina Cathrin Cathrine Cato Cecilia Cecilie Celina Celine
Charles Charlie Charlotte Chloe Chris Christel Christer Christian Christina Christine Christoffer Claes
Clara Claudia Conrad Cornelia Cornelius Dag Dag-Erik Dag-Inge Dagfinn Dagmar Dagny Dan Dania Daniel Daniela
Daniella Danielle David Dennis Desirée Didrik Dina Ditlev Dorte Dorthe Dorthea Ebba Ebbe Eda Eddie Edel
Edgar Edith Edna Edvard Edvin Edward Egil Eigil Eilif Eiliv Einar Eir Eira Eirik Eivind Eivor Eldar Eldbjørg
Eleah Elena Eli Eliana Elias Elida Elin Elin-Marie Elina Eline Elinor Elisa Elisabeth Elise Eliza Elizabeth
Ella Ella-Marie Ellen Ellinor Elly Elmer Eloise Else Elsie Elvira Embla Emeli Emelie Emely Emil Emilie Emily
Emine Emma Emma-Sofie Emrik Endre Enok Eric Erica Erik Erika Erlend Erling Ernst Ervin Esben Eskil Espen
Estelle Ester Esther Ethan Eva Evald Evelina Evelyn Even Evy Fabian Fanny Felicia Felix Ferdinand Filip Finn
Fiona Flora Florian Folke Frank Frans Freddy Fredrik Fredrikke Freya Frid Frida Fride Frode Frøya Frøydis
Gabriel Gabriella Gaute Geir Georg George Gerd Gerda Gerhard Gina Gine Gitte Gjermund Gjertrud Glenn Gloria
Goran Grete Grethe Grim Gro Gry Gudmund Gudny Gudrun Gunda Gunhild Gunleif Gunn Gunnar Gunnhild Gunstein
Gunvor Guri Guro Gustav Guttorm Gyda Haakon Haavard Halfdan Hallgeir Hallvard Halstein Halvard Halvor Hanna
Hannah Hanne Hans Hans-Erik Hans-Jørgen Hans-Petter Harald Harriet Harry Hauk Hedda Hedvig Hege Heidi Heine
Helen Helena Helene Helga Helge Heljar Hella Helle Helmer Helén Henning Henny Henriette Henrik Henrikke
Herbjørn Herborg Herman Hermann Hermine Hilde Hilma Hjalmar Hjørdis Holger Hugo Hulda Håkon Håvard Iben Ida
Ida-Marie Idun Iduna Ina Inga Inge Ingebjørg Ingeborg Ingegerd Ingelin Inger Inger-Lise Ingjerd Ingolf
Ingrid Ingrid-Marie Ingrunn Ingunn Ingvar Ingvild Inna Irene Irja Irma Isa Isaac Isabel Isabell Isabella
Isabelle Isac Isak Iselin Ivan Ivar Iver Jack Jacob Jakob Jan Jan-Arne Jan-Erik Jan-Ove Jan-Tore Janna Janne
Jannicke Jannike Jarand Jarl Jarle Jasmin Jeanett Jeanette Jenni Jennie Jennifer Jenny Jens Jeppe Jesper Jim
Jimmy Jo Joachim Joakim Joar Joel Johan Johanna Johanne Johannes John Johnny Jomar Jon Jonas Jonatan
Jonathan Jone Jonny Joran Jorid Jorun Jorunn Josef Josefin Josefine Joseph Josephine Joshua Jostein Judith
Julia Julian Juliane Julianne Julie Julius June Juni Juno Justin Jørgen Jørn Jørund Kai Kaia Kaisa Kaj Kaja
Kalle Karen Karen-Marie Kari Kari-Anne Karianne Karin Karina Karl Karl-Erik Karoline Karstein Karsten Kasper
Katarina Kate Katharina Kathrine Katinka Katja Katrine Kayla Kenneth Kent Ketil Kevin Kia Kian Kim Kine
Kirsten Kirsti Kjartan Kjell Kjellaug Kjellfrid Kjersti Kjerstin Kjetil Klara Knut Knut-Erik Kolbein
Kolbjørn Konrad Kornelia Kristen Kristi Kristian Kristiane Kristin Kristina Kristine Kristoffer Kyrre Kåre
Laila Lara Lars Lars-Erik Lars-Petter Lasse Laura Laurine Laurits Lavrans Lea Leah Leander Leif Leif-Erik
Leiv Lena Lene Lennart Leo Leon Leona Leonard Leonardo Leonora Levi Liam Lilian Lilje Lill Lill-Ann
Lill-Tove Lillemor Lilli Lillian Lilly Lin Lina Linda Line Linn Linnea Linnéa Linus Lisa Lisbeth Lise
Lise-Lotte Liss Liv Liv-Marie Liva Livar Live Livia Loke Lone Lorentz Loretta Lotte Louis Louise Love Lovisa
Lovise Luca Lucas Lucia Lucy Ludvig Ludvik Luise Luka Lukas Luna Lydia Lykke Mabel Madeleine Madelen Mads
Magda Magdalena Magnar Magne Magnhild Magni Magnus Maia Maj Maj-Britt Maja Malena Malene Mali Malin Malte
Malvin Manda Marcel Marcus Maren Margaret Margareta Margit Margrete Margrethe Mari Mari-Ann Maria
Maria-Louise Mariann Marianne Marie Mariell Marielle Marina Mario Marion Marit Marius Mark Markus Marlene
Marta Marte Martha Marthe Marthinus Martin Martine Martinus Mary Mathea Matheo Mathias Mathilda Mathilde
Matias Matilda Matilde Mats Matteo Mattis Maud Maurits Max May May-Britt May-Liss Maya Maylen Melina Melissa
Merete Merethe Mette Mia Micael Michael Michaela Michelle Mie Mikael Mike Mikkel Mila Milan Milla Mille Milo
Mimmi Mina Minna Mira Miranda Miriam Mirjam Molly Mona Monica Monika Mons Morten Myrtle Nadia Nanna Nansy
Natalia Natalie Nathalie Nathan Nathaniel Nellie Nelly Nichlas Nicholai Nicholas Niclas Nicolai Nicolas
Nikita Niklas Nikolai Nikolas Nikoline Nils Nina Njål Noa Noah Noel Nohr Noomi Nora Nora-Marie Norunn
Norvald Oda Odd Odd-Arne Odd-Erik Oddbjørg Oddgeir Oddlaug Oddmund Oddny Oddvar Oddvin Odin Ola Olaf Olai
Olaug Olav Ole Ole-Jakob Ole-Kristian Ole-Martin Olea Olga Oline Oliver Olivia Olivier Oliwer Oluf Olve
Oscar Oskar Osvald Othelie Othilie Otilie Ottar Otto Ove Patrick Patrik Paul Paula Paulina Pauline Peder
Pedro Peer Pelle Penelope Per Per-Arne Per-Christian Per-Erik Per-Kristian Pernilla Pernille Peter Petra
Petrine Petter Philip Phillip Pia Preben Pål Rafael Ragna Ragnar Ragne Ragnhild Rakel Randi Randulf Raymond
Rebecca Rebekah Rebekka Regine Reidar Reidun Rein Reinert Renate Rene Richard Ricky Rikke Rita Roald Roar
Robert Roberta Robin Roger Roland Rolf Rolf-Arne Rolv Ronald Ronja Ronny Rosa Rose Rosita Roy Roy-Arne Ruben
Rudolf Runa Runar Rune Ruth Ryan Saga Salve Samantha Samson Samuel Sander Sandra Sandro Sanna Sanne Sara
Sascha Sebastian Selena Selina Selma Selmer Serina Serine Severin Sibylla Sidsel Sienna Sigbjørn Sigfred
Sigfrid Sigmund Signe Signy Sigri Sigrid Sigrun Sigrunn Sigurd Sigvald Sigvart Sigve Silas Silja Silje
Silvia Simen Simon Simona Simone Sina Sindre Sindri Siren Siri Siri-Anne Sissel Siv Siv-Anita Sivert
Sivertine Skjalg Snefrid Snorre Sofi Sofia Sofie Sofus Sol Sol-Britt Solbjørg Solfrid Solrun Solvei Solveig
Sondre Sophia Sophie Staale Stefan Steffan Steffen Steffi Stein Steinar Steinulf Stella Sten Stephan Stephen
Stian Stig Stine Storm Sturla Styrk Ståle Sunniva Susann Susanna Susanne Suzanne Svanaug Svanhild Svea Svein
Svein-Erik Svein-Olav Sven Svend Svenja Svenn Sverre Sylvi Sylvia Synne Synneva Synnøva Synnøve Sølvi Søren
Tale Tallak Tamara Tanja Tarald Taran Tarjei Tea Ted Tellef Teo Teodor Teresa Terese Terje Thale Tharald
Thea Thelma Theo Theodor Theodora Theresa Therese Thomas Thor Thor-Erik Thora Thorbjørn Thore Thorvald Tia
Tilda Tilde Tilla Tim Timian Timmy Timothy Tina Tine Tinius Tiril Tobias Tobine Toini Tom Tomine Tommy Tone
Tonje Tonny Tor Tor-Arne Tor-Erik Tora Toralf Toralv Torbjørn Tord Tore Torfinn Torfrid Torgeir Torgny
Torgrim Torgunn Torhild Toril Torill Torjus Torkel Torleif Tormod Torolf Torstein Torunn Torvald Torvil Tove
Trine Tristan Trond Trond-Arne Trond-Erik Troy Trude Truls Trygve Trym Ture Turi Turid Tuva Tyler Tyr Tyra
Ulf Ulla Ulrik Ulrikke Ulv Una Unn Unni Uno Urd Ursula Valborg Valdemar Valentin Valentina Vanessa Vanja
Varg Vebjørg Vebjørn Vegar Vegard Vemund Vera Verner Veronica Veronika Vetle Vibeke Victoria Vidar Vidkun
Vigdis Vigeland Viggo Vigleik Viktor Viktoria Vilde Vilhelm Vilja Viljar Vilje Viljem Ville Vilma Vilmer
Vincent Vinjar Viola Violet Virginia Vivi Vivian Viviann Vår Wanda Wenche Wilhelm Wilhelmine William Willy
Wilma Wilmer Ylva Yme Yngve Yngvild Yrja Yvonne Zander Zara Zoe Åge Ågot Åmund Årstein Åsbjørn Åse Åshild
Åsmund Åsne Åsta Åste Åsulv Ødger Øistein Øivind Ørjan Ørnulf Øydis Øystein Øyvind
Abelone Adelsteen Alise Alvhild Amalia Amine Anbjørg Andrè Anfinn Angelika Annemor Anny Annveig Ansgar Arna
Arnljot Asgaut Asle Asne Astor Aud Audhild Audny Aud-Mari Baste Bendik Benjamine Bergljot Birgitta Bjart
Bjørgulf Bjørnhild Borgar Borghild Bothild Brede Brynjulv Cathinka Christopher Didrikke Dyre Eilert Einride
Eirunn Elea Elfrida Elling Elma Elna Elvina Embrik Emilian Emmy Engebret Erna Eskild Esten Eyvind Finn-Erik
Freddie Geirmund Gjest Gjøran Gorm Greta Gubjørg Gudleik Gudveig Gulleik Gullborg Gunvald Gunveig Haldis
Halldis Halldor Hallbjørg Hallstein Hallveig Havard Hedvik Hennie Herdis Herlaug Hermod Hild Hildegunn
Hildur Idar Idunn Ingar Ingebrigt Ingfrid Inghild Ingrun Ingvald Jardar Jens-Petter Johan-Fredrik Jøran
Karl-Johan Kimberly Knut-Arne Konstanse Kornelius Kristbjørg Lisbet Liv-Unni Lodve Magna Magny Margunn Matti
Maylinn Mia-Sofie Mikkeline Milian Oddleif Oddrun Oddveig Ole-Johan Palma Rikard Rolf-Erik Sjur Solgunn
Stein-Erik Synneve Syver Sølve Thea-Sofie Thorbjørg Tollef Torbjørg Torborg Tordis Torgils Torkil Torleiv
Trine-Lise Veslemøy Villemo Yngvar Ymar Ynghild Åsa Åslaug
somaliske: Abdi Abdiaziz Abdifatah Abdihafid Abdikafi Abdilahi Abdinasir Abdirahim Abdirizak Abdisamad
Abdulkadir Abdullahi Ahmed Ali Amina Anas Asha Asma Ayaanle Ayan Ayub Bashir Bilal Bile Caasha Cabdi Dahir
Dayib Deeqa Deqa Faduma Farah Fatuma Filsan Fowsia Guled Habiba Haboon Hafsa Halimo Hamse Hanad Hassan Hawa
Hibo Hoda Hodan Hussein Ibrahim Idil Idiris Ifraah Ifrah Ikran Ilhan Iman Ismahan Ismail Jama Jamad Jibril
Kaltun Khadija Khadra Ladan Leyla Liban Liiban Luul Mahad Mahamed Mariam Maryan Mohamed Mohammed Muna Muuse
Naima Nasra Nasteexo Nimo Omar Osman Qamar Rahma Raxma Sagal Sahal Saida Sakariye Salma Salman Samira Saynab
Sharif Shukri Siham Suhayb Suldan Suleyman Sumaya Ugbad Warsame Xalimo Yahya Yasin Yasmin Yurub Yusuf Zahra
Zakariya Zamzam Zaynab
tamilske: Aarthi Aathavan Aathi Abinaya Abirami Abisan Abisha Ajanthan Akshaya Anujan Anushan Anushka Apisan
Arani Arivazhagan Arun Ashwin Aswin Banu Darshan Dhanushan Dharshan Dharshini Dilaxan Diluxan Dinesh Divya
Gajan Ganga Gayathri Gobika Gowsika Gowtham Haran Harini Ilakkiya Ilango Jananan Janani Janarthan Jasinthan
Jathursan Jathusan Jeevan Kabilan Kajan Kajani Kamala Kanthan Kapilan Karthik Karthika Kavin Kavitha
Keerthan Keerthana Kirthika Kiruthika Kishan Kogulan Kugan Laksana Lakshan Lakshmi Lavanya Luxman Luxshan
Malathy Mathusan Mayuran Mayuri Meera Mithuna Mithuran Nilani Nirmala Nirojan Nirosha Niroshan Niruban
Nishanthan Nithya Parthiban Piranavan Pirasanth Pirathap Piriya Pradeep Prasanna Pravin Priya Raghavi Rajan
Rajeevan Ramesh Ranjan Rathika Sahana Sajith Sangeetha Sanjeevan Saranya Sarujan Saruka Sathya Senthuran
Shalini Shankar Shanthi Sharmila Shobana Sinthuja Sivan Sobika Suba Subashini Suganya Sugirtha Sujan
Sujeevan Sujitha Suresh Suthan Suvetha Thanuja Thanusan Tharani Tharsan Tharsika Thivagar Thiviyan Thivya
Thusha Thushani Thuvarakan Uma Vaishali Vaishnavi Vanaja Varsha Vasanth Vijay Vimal Vinoth Vinusan Vipooshan
Yalini Yathavan Yathusan Yogita
pakistanske: Abdullah Adnan Ahsan Aisha Aliza Anam Anila Aqsa Areeb Arooj Arshad Asad Atif Bushra Danish
Ehsan Faisal Faizan Farhan Fariha Fawad Hamza Hania Haris Haroon Hira Hoorain Huma Hussain Iqra Irfan Junaid
Kamran Khalid Laiba Maham Mahnoor Maryam Mehak Mehwish Minahil Mohammad Mubashir Musa Nabeel Naveed Nida
Noman Noor Omer Rabia Rayyan Rehan Rimsha Rizwan Rubina Saad Sadia Saif Saima Sana Shahbaz Shahid Shahzad
Shayan Shazia Shehryar Sheraz Sidra Sobia Sumaira Tahir Taimur Tariq Tayyab Umair Umaiza Umar Usama Uzma
Waleed Yasir Yusra Zain Zainab Zeeshan Zohaib Zoya Zubair
eritreiske og etiopiske: Abraham Adiam Ariam Aron Asmeret Awet Awot Bana Berhane Biniam Bisrat Dawit Delina
Efrata Elnata Elsa Ermias Esrom Eyob Feven Fikre Filmon Fiyori Fnan Freweini Ghirmay Haben Habtom Hadnet
Henok Hermon Isaias Kaleb Kibrom Kidane Kisanet Lidya Liya Luam Luwam Mahder Mebrahtu Medhanie Mehret
Merhawi Meron Mieraf Mihret Mikal Mussie Nahom Nardos Natnael Nebiat Rahel Rim Robel Ruta Saba Salem
Samrawit Saron Segen Selam Semhar Semir Senait Siem Siyan Soliana Solomon Teame Tedros Tesfalem Tsegay Winta
Yafet Yodit Yoel Yohana Yonas Yonatan Yordanos Yosan Zerai Zion
arabiske: Abdallah Abdelrahman Adam Alaa Amal Amani Amer Amir Anwar Aya Ayham Ayman Dalia Fadi Firas Ghassan
Ghazal Hadi Haitham Hala Hanan Hani Hiba Huda Hussam Ibtisam Jamal Jana Joud Judi Khaled Lamar Layan Layla
Lujain Mahmoud Majd Malak Marwan Mays Mohannad Mouaz Moustafa Nabil Nadine Nawal Obaida Osama Qusay Rami
Rana Rania Rasha Reem Riham Rima Ruba Samar Samer Sami Sarah Shahd Sham Taim Tarek Wael Walid Wissam Yamen
Yara Yazan Youssef Zaid Zeinab
persiske og afghanske: Abbas Abdul Abolfazl Ahmad Ali-Reza Alireza Amirhossein Arash Aref Arman Armita Arzu
Atefa Atena Aziza Bahar Bahram Basir Behnaz Behzad Darya Donya Elaheh Elham Elyas Fahim Farid Farida Farshad
Farzana Fatemeh Ferdos Firouz Freshta Ghulam Golsa Habib Hamed Hamid Hasib Hosna Hossein Jafar Jamshid
Kambiz Kamila Karima Keyvan Khatereh Latifa Mahdi Mahsa Marwa Massoud Mehrnoush Mohammadreza Mohsen Mojtaba
Morteza Mursal Nader Nahid Najib Nargis Nasim Nasrin Niki Nilofar Niloofar Nooshin Parisa Parwana Parwiz
Pooya Qasem Rahim Ramin Reza Rohullah Romina Rostam Roya Sadaf Sahar Sajjad Samim Samin Sanaz Sediqa Setareh
Shabnam Shirin Shokrullah Simin Sohrab Soraya Tahmina Tara Wahid Yalda Yasaman Yasna Zabihullah Zakia Zohra
kurdiske: Alan Aland Aras Aryan Aso Avin Awat Azad Baran Bejan Beritan Berivan Chia Chnar Chro Dana Delal
Dilan Dilar Dilovan Diyar Evin Ferhat Fermisk Gulan Hawar Hawre Helin Heval Hevi Hevin Hiwa Hozan Jiyan Jwan
Kardo Karwan Kawa Khalat Lana Lanja Lanya Lawin Mizgin Nazdar Nesrin Newroz Nishtiman Peyman Rawand Rebin
Rebwar Renas Rezan Rohat Rojan Rojbin Rojda Rojin Ronya Rozhin Saman Sarkawt Sazan Serdar Serhat Shad Sherko
Shilan Shirwan Shkar Shno Sirwan Soran Viyan Warda Xezal Zana Zelal Zilan Zozan
tyrkiske: Ahmet Ahsen Alp Alper Arda Asel Asli Aylin Ayse Ayça Azra Baris Begüm Bengü Berat Berkan Burcu
Büsra Cansu Cem Cemal Ceren Ceyda Defne Deniz Derya Dilara Doruk Ebru Ece Efe Ekin Ela Elif Emir Emre Enes
Eren Esra Eymen Fatih Fatma Furkan Gamze Gizem Gökhan Gül Hakan Halil Hasan Hatice Hilal Hüseyin Irem Kaan
Kadir Kemal Kerem Kuzey Melis Mert Merve Meryem Miraç Murat Mustafa Naz Nazli Nehir Nur Okan Onur Orhan Ozan
Pinar Recep Sedat Selin Selçuk Serkan Sevgi Sibel Sinan Sinem Songül Sükrü Tolga Tugba Tuncay Tülay Ufuk
Ugur Umut Volkan Yagmur Yasemin Yavuz Yigit Zehra Zeynep Zümra Ömer Özgür Özlem
polske: Agata Alicja Ania Antoni Barbara Bartek Bartlomiej Beata Blanka Bogdan Borys Cezary Dariusz Dawid
Dominik Dorota Elzbieta Eryk Ewa Ewelina Franek Gaja Gosia Grzegorz Hubert Iga Igor Iwona Izabela Jacek
Jagoda Jakub Janusz Jerzy Joanna Kacper Kajetan Kamil Karol Karolina Kasia Katarzyna Kinga Klaudia Kuba
Liliana Lukasz Maciej Malgorzata Marcelina Marcin Marek Mariusz Mateusz Michal Mikolaj Milena Milosz Nikodem
Oliwia Oliwier Patryk Pawel Pola Przemek Radek Renata Roksana Slawek Stanislaw Sylwia Szymon Tadeusz Tymek
Tymon Urszula Weronika Wiktor Wiktoria Wioletta Witold Wojciech Zbigniew Ziemowit Zuzanna
ukrainske: Anastasiia Andrii Artem Bohdan Daria Denys Diana Dmytro Ihor Illia Iryna Kateryna Kyrylo Maksym
Mariia Mykhailo Mykola Nataliia Nazar Oksana Oleh Oleksandr Oleksii Olena Olha Pavlo Polina Serhii Sofiia
Svitlana Taras Tetiana Tymofii Valeriia Viktoriia Vladyslav Volodymyr Yaroslav Yelyzaveta Yevhen Yuliia
Yurii Zlata
baltiske: Agne Aiste Algirdas Arturas Aurimas Austeja Darius Deividas Domas Dovydas Egle Emilija Gabija
Gabriele Giedre Ieva Ignas Jurgita Justas Kamile Karolis Kotryna Kristijonas Laurynas Mantas Martynas Matas
Migle Mindaugas Nojus Paulius Povilas Rasa Rokas Rugile Saulius Simas Tadas Tomas Ugne Urte Vaida Viktorija
Vilius Vytautas Zigmas Zivile
vietnamesiske: An Anh Bach Bao Bich Binh Cam Chau Chi Cuc Cuong Dai Dao Dat Diem Duc Dung Duy Gia Giang Ha
Hang Hanh Hien Hieu Hoa Hoai Hong Hung Huong Huy Khang Khanh Khoa Khoi Khue Kieu Lam Lan Lien Lieu Linh Loan
Loc Long Luan Ly Mai Minh My Nam Nga Ngan Ngoc Nguyet Nhan Nhat Nhi Nhu Nhung Oanh Phat Phi Phong Phuc
Phuong Quan Quang Quoc Quy Quyen Quynh Sang Son Suong Tam Tan Thang Thanh Thao Thi Thien Thinh Tho Thoa
Thong Thu Thuan Thuc Thuong Thuy Thy Tien Tinh Toan Trang Tri Trinh Truc Trung Tu Tuan Tuong Tuyen Tuyet
Uyen Van Vi Viet Vinh Vuong Vy Xuan Yen Yen-Nhi
fra Balkan: Adem Afrim Agim Agron Albana Aldin Almir Amar Amela Amra Anel Arben Ardian Arlind Arta Artan
Bashkim Bekim Besa Besarta Besnik Blerim Blerina Blerta Dafina Dalila Damir Dardan Diellza Dino Donika Dren
Drilon Drita Dzana Edin Edina Egzon Elira Elvir Ema Emina Enisa Enver Erblin Erion Erjon Ermin Ermina Fatime
Fatmir Faton Fisnik Flaka Florent Florim Gezim Granit Jetmir Jeton Kaltrina Kenan Kerim Kushtrim Leart Lejla
Liridon Lirim Lulzim Majlinda Melisa Merita Mersiha Mimoza Mirela Mirza Nejra Nermin Nermina Nita Rina Rinor
Rrezarta Sabrije Sadete Samir Sanel Sanela Sead Senad Shkelzen Shpetim Shpresa Shqipe Sumeja Tarik Teuta
Valmir Valon Veton Visar Vlora Xhevat Yllka Zamira Zlatan
indiske: Aarav Aditi Akash Amit Ananya Anil Anjali Arjun Deepak Devi Gurpreet Harpreet Ishaan Jaspreet Kavya
Kiran Manish Manpreet Navjot Nisha Pooja Rahul Raj Rajesh Ravi Rohan Sanjay Simran Sunita Vikram
fra flere språk: Aaliyah Aasiya Abbe Abdelaziz Abdelkader Abdihakim Abdikadir Abdikarim Abdimalik Abdinur
Abdiqani Abdirahman Abdirashid Abdisalan Abdiwahab Abdiwali Abdulaziz Abdulhakim Abdulkarim Abdulle
Abdulqadir Abdulrahim Abdulrahman Abdurrahman Abshir Abubakar Abukar Achraf Adan Adeel Adel Adil Adila
Adonai Afnan Afra Afsana Afsaneh Aicha Aida Aiman Aishah Ajan Ajani Ajla Akram Aksa Aleena Aleksandar Alem
Alemnesh Aleyna Alia Alin Alisha Aliya Aliyah Almas Almaz Amaal Amaan Aman Amanuel Ameen Ameena Amel Amen
Amiin Amiina Amin Amira Amna Amran Anab Anaya Andrzej Aneesa Aneta Angela Angham Aniqa Anis Anisa Anisah
Anisha Aniya Anosha Antonia Anzal Apinaya Aram Areeba Areej Arezoo Arezou Ariana Arif Arifa Arin Arisha
Arkadiusz Arlinda Armaan Armin Arnela Arooba Arsalan Aruna Arvin Arya Asal Asif Asim Asiya Asiyah Asmaa
Asraf Athena Atiqa Avan Avesta Awa Awale Awo Ayaan Ayah Ayana Ayanle Ayat Ayda Aydin Ayesha Ayla Aymen Ayoub
Azan Azhar Azin Aziz Baasim Baba Bader Badr Bahja Barin Bartosz Barwaqo Bashar Basim Basma Batool Behar
Behrouz Benazir Bereket Berfin Besim Betel Betelhem Betul Bezawit Bijan Binta Biruk Bisma Blessing Blin
Bogna Bosko Brahim Branko Bruk Brwa Busra Canan Chaimaa Chaimae Chantal Chiamaka Chiara Cristian Cristina
Daahir Dalal Dalina Dalmar Damian Damjan Danait Danial Danielius Danuta Danya Darin Dariya Daud Dawood
Dayana Dejan Demir Devran Dhananjay Dhanush Diar Diego Dila Dilnoza Dima Dinah Diya Diyana Djamila Dler
Dlnya Dragan Dunia Dunja Dzenan Ebrima Eeman Efrem Ehsaan Elaf Elahe Elaine Elbasan Eldin Elinda Elisabete
Eliyas Elmedin Elmi Elnaz Emad Eman Emanuel Emilia Emirhan Enis Ensar Erdem Erfan Ergin Ermiyas Erona Erza
Esmael Esmail Estifanos Eyad Ezana Ezgi Ezra Fabia Fadil Fadila Fadumo Fahad Fahd Faheem Faiza Faizah Fanta
Farag Farahnaz Fardosa Fardowsa Farhad Farhiya Faria Farooq Farrah Fartun Farwa Farzad Farzin Fathi Fathia
Fathima Fathimah Fatiha Fatima Fatimah Fatimata Fatin Fatou Fatouma Fatoumata Fawzi Fawzia Faysal Ferdaws
Ferida Feyza Firdaus Firdaws Firdos Firoz Fitsum Frezghi Fuad Ganesh Gashaw Gelila Ghada Ghaith Ghalia
Gideon Gintaras Giorgia Giulia Goitom Golnaz Gowri Grace Gulalai Gulalay Gulnaz Gunesh Gurleen Habeeb
Habibah Hacer Hadia Hadiya Hafiz Hafsah Haider Haifa Haile Hailemariam Hajar Hajra Hakima Halima Halimah
Hamda Hamdi Hamida Hammad Hana Hanaa Hanein Hanif Hanifa Haniya Haron Harun Hashim Hasna Hassna Hawo Haya
Hayat Haydar Hayder Haymanot Hazar Heba Hela Helat Hermela Hesam Hewan Hezha Hikmat Hind Hiwot Hodo Homa
Hooda Horia Houda Humaira Hyab Ibraahim Ibrahima Ibtihal Idman Idris Idriss Iftikhar Iftin Ihsan Ijlal
Ikraan Ilias Ilir Iliyas Ilwad Ilyas Ilyes Imane Imraan Imran Inara Inaya Insaf Irena Irina Isam Isha Ishak
Ishaq Ishmael Isma Ismael Isra Israa Issa Iva Ivana Ivona Izabella Izan Jaafar Jabir Jabril Jad Jahan Jahid
Jalal Jalil Jamaal Jamila Jamshed Jannat Jasim Jasir Jasmina Jasmine Jasna Javad Javeria Javid Jawad Jawed
Jelena Jihad Jihan Joana Jolanta Jonida Jorge Jovan Jovana Juan Judy Jumana Juwayriya Kabir Kadar Kader
Kadija Kadra Kalid Kalim Kamal Kamar Karam Karan Karim Karrar Kashif Katia Kaveh Kawsar Kawthar Kazim Kebede
Kenza Keren Kevser Khadidja Khadijah Khadije Khaleel Khalifa Khalil Khansa Khatera Khava Khawla Khizar Kiana
Kidist Kimia Koray Kosar Kosovare Kowsar Kristiyan Krystian Krzysztof Kubra Kulsum Kumar Kyan Lamia Lamine
Larisa Lavin Layal Laylo Leandra Leena Leila Leul Leyan Liaqat Lidia Linah Liridona Lirije Lourdes Lubna
Lucija Ludmila Luis Maab Maaria Maariya Madiha Madina Magan Magdi Maha Mahbuba Mahdiya Maheen Mahir Mahlet
Mahmood Mahmud Mahnaz Maida Maimuna Maira Maisa Maisam Majda Majid Majida Makbule Maksymilian Malaak Malaika
Malika Mamadou Manahil Manal Manar Mansoor Mansur Manuel Marah Maram Marco Marcos Mariama Mariana Marija
Marijana Mariya Mariyam Marko Marwo Maryama Maryana Masa Maseeh Masooma Masoud Masud Masuma Matin Matiullah
Mazen Mazin Meerab Mehdi Mehdia Mehmet Mehnaz Mehran Mehrdad Mehtab Melak Melat Melek Melika Meltem Merdan
Mergim Meriem Merima Merjem Merna Meryam Mesfin Meskerem Mihaela Mihail Milad Milica Militza Mimi Minela
Miral Miran Mirella Mirna Miroslav Misbah Mishal Moath Modou Mohamad Mohamud Mohanad Mohsin Moiz Moneeb
Mostafa Mouhamed Mouna Moussa Mubarak Mubina Mudassar Mufid Muhamad Muhammad Muhammed Muhannad Muhiyadin
Muhyadin Mujahid Muneeb Muniba Munir Munira Muntaha Muntaz Murad Murtaza Musab Mushtaq Muslima Mussa
Mustapha Muzamil Mwanaidi Mykyta Myriam Naba Nabila Nadeem Nadezhda Nadir Nadira Nadja Nael Nafisa Naheed
Nahida Nahla Naila Naim Naimo Najah Najat Naji Najiba Najma Najmo Najwa Nancy Narges Nargiz Narin Naser
Nasir Nasreen Nasro Nasteho Nataliya Nataly Natasa Natasha Natnaiel Navid Nawaf Nazanin Nazia Nazmi Nebil
Nebyat Neda Nedim Negar Negin Neha Nejla Nemanja Nevin Niels Nihad Nikola Nikolina Niloufar Nima Nimao Nimco
Nimra Niqo Nirvana Nisa Nisreen Niyat Noran Nouf Nour Noura Nuha Nuradin Nuria Nuriya Nursel Nurten Nusaybah
Nusrat Obaid Obaidullah Obsa Ohood Olivera Omaima Omid Omran Ossama Oumar Oumou Ousman Oyinda Ozlem Paolo
Parastoo Parsa Parvin Parwin Parya Payam Pedram Pegah Petar Petros Piotr Pouria Pouya Pranav Pratheep Pratik
Precious Predrag Puja Qasim Qays Quratulain Raad Raed Rafal Rafi Rafiq Raghad Ragip Rahaf Rahil Rahimo
Rahman Rahmo Raisa Raja Rajaa Rajab Rajiv Rakan Ramandeep Ramla Ramlo Ramzi Ranim Raouf Rashed Rashid
Rashida Rasmiya Rasool Rasul Ravin Ravza Rawan Rayan Rayane Razan Razia Rebaz Redi Redwan Reema Reham Rehana
Rehma Rekha Remziye Renad Renato Reshma Rezvan Ribwar Ricardo Ridwan Risa Rital Rizgar Rizwana Roba Rodrigo
Roj Rojhat Romaisa Roman Romeesa Romy Ronahi Rosario Rouzbeh Roza Rukhsana Rukia Rumaisa Ruqaya Ruqayya
Ruwayda Saadia Saadiya Saara Sabah Sabahat Sabiha Sabina Sabir Sabira Sabreen Sabrin Sabrina Sabriye Sacdiya
Sadam Sadik Sadiq Sadiya Saeed Saeeda Safa Safia Safiya Safiyo Safura Saher Sahra Sahro Said Saifullah Saiid
Saira Sajad Sajida Sakaria Sakariya Sakina Salah Salahudin Salam Salama Saleem Saleh Salim Salima Salmah
Salwa Samah Samaneh Sameer Sameera Samia Samiha Samiya Samiyo Sammy Samrin Samsam Sanaa Sandeep Saniya
Santiago Santosh Saqib Saria Sarina Sarita Sarmad Saroosh Sartaj Sasa Savannah Sayed Sayida Sayna Sebnem
Seher Sehrish Selamawit Selim Semira Semra Sena Senai Senan Serap Serena Sevda Sevil Seyfettin Shadi Shafi
Shafiq Shahab Shahana Shahed Shaheen Shahida Shahin Shahnaz Shahram Shahrukh Shahzadi Shaima Shaimaa Shakir
Shakira Shamim Shamima Shamsa Shamso Shana Sharmarke Sharon Shayma Shaymaa Shehla Sheima Shelan Shereen
Sherin Sherwan Shewit Sheyma Shifa Shiva Shoaib Shogofa Shugri Shukria Siam Siavash Siddiq Siddra Sila
Silvana Sima Simret Sirajo Siran Sirat Sivagini Sivatharan Slavica Snezana Sofija Sogand Sohail Soheil Sokol
Soleen Soma Sonia Sonja Soufian Soukaina Soumaya Stefania Stefanos Stoyan Suaad Suad Subeer Sucaad Sufian
Sufiyan Suhaib Suhail Suhaila Suhayla Sukaina Sukri Suleiman Sulekha Sumaiya Sumayo Sumbal Sumera Sumeya
Sumeyya Sundus Surya Susan Suzan Svetlana Taha Tahani Tahira Taiba Taimoor Talal Talha Talia Tamana Tamim
Tania Tanveer Tanya Tariku Tasneem Tasnim Tatiana Tawfiq Tayyaba Tayyibah Teklit Temesgen Tesfu Thanush
Thilini Thivyan Thomasz Tigist Timur Tirhas Tomasz Traian Tsion Tuba Tugce Tulin Ubah Ubax Ugbaad Umaima
Umal Umm Umma Ummi Usmaan Usman Valdrin Valentyna Valerie Valerija Vanesa Varun Vasant Vasilije Vedrana
Venus Vesna Victor Vinuja Violeta Vithuran Vithusan Vjosa Vladimir Vlera Vuk Wafa Wafaa Wafi Wahida Wajid
Walat Waqar Waqas Wardah Waris Waseem Wasim Weam Wiam Widad Winnie Wojtek Xamdi Xasan Yaasiin Yaasmiin
Yacoub Yacub Yafiet Yahia Yaman Yamina Yana Yannick Yaqub Yaren Yaseen Yaser Yashar Yasmiin Yasmine Yasser
Yassin Yassine Yassir Yehya Yemane Yohanis Yohannes Yonis Yordana Yosef Younes Youness Yousef Yousra Yunes
Yunus Yusriya Yussuf Yvette Zaara Zabi Zaheer Zahid Zahida Zahir Zahira Zahraa Zaida Zaina Zakaria Zakarias
Zakariye Zaki Zala Zania Zanyar Zarina Zarmina Zeina Zekarias Zekeriya Zeliha Zelimkhan Zeljko Zena Zenab
Zerina Zeyad Zeynab Zia Ziad Zikra Zinab Zineb Zlatko Zofia Zoha Zoran Zorica Zubaida Zubeyda Zuhair Zuhra
Zulaikha Zuleykha Zumrud
Aamir Abdirisaq Ahlam Aisling Amirah Amrita Anosh Asra Azadeh Batoul Bilan Cagla Dunya Edona Fitim Hakim
Halime Hamsa Ikhlas Ilayda Kawtar Lul Mohamed-Amin Muhanad Mustafe Ruweyda Sabaha Shahad Tala Xhevahir
Zubayda Gabriela Franciszek Dominika Anh-Thu Minh-Anh Áilu Áile Ánte Biret Elle-Máret Inga-Ravna Isak-Mikkel
Jovnna Máhtte Máret Niillas Piera Ravna Risten Sunna Sárá Mikkel-Ántte
`)

export const ETTERNAVN_ETTER_OPPHAV = etterOpphav(`
norske: Aaberg Aaby Aadland Aaen Aakre Aamodt Aamot Aandahl Aanensen Aarseth Aarum Aas Aase Aasen Abelsen
Abrahamsen Akselsen Alexandersen Alfsen Alm Almås Alstad Alvestad Amdal Amundrud Amundsen Andenæs Andersen
Andersson Andorsen Andreassen Andresen Ansteensen Anthonsen Antonsen Apeland Arnesen Arntsen Arntzen Arnøy
Arvesen Asbjørnsen Askeland Askevold Aspelund Aspen Aspøy Augestad Aukrust Aune Austad Baardsen Bach Backe
Bakke Bakken Bakkerud Bakketun Bakkevold Baklien Balke Balstad Barstad Beck Bekken Bekkevold Belsvik
Bendiksen Benjaminsen Bentsen Berg Bergan Berge Bergem Berger Bergersen Berget Bergheim Bergland Bergli
Berglund Bergstrøm Bergum Bernhardsen Berntsen Berntzen Bie Birkeland Birkelund Bjelland Bjerkan Bjerke
Bjerkås Bjordal Bjørge Bjørgen Bjørke Bjørklund Bjørkås Bjørndalen Bjørnsen Bjørnson Bjørnstad Bjørseth
Bjørvik Blakstad Blikstad Blix Blom Bolstad Borchgrevink Borg Borge Borgen Borgersen Brandt Brandvold
Bratland Bratlie Bratt Brattli Bredal Bredesen Breivik Brekke Brenden Brenna Brevik Brun Brustad Bruun Bryhn
Brynildsen Bråten Brænden Brøndbo Buer Bugge Bull Busch Bø Bøe Børresen Carlsen Carlson Carlsson Caspersen
Christensen Christiansen Christoffersen Clausen Corneliussen Dahl Dahlberg Dahle Dahlen Dahlgren Dahlstrøm
Dale Dalen Dalene Dalland Dalseth Dalsgaard Danielsen Danielsson Davidsen Devold Didriksen Djupvik Dokken
Doknes Drange Dybdahl Dybvik Dyrdal Dyrnes Døving Ebbesen Eckhoff Edland Edvardsen Egeberg Egeland Egenes
Egge Eggen Eggesbø Eide Eikeland Ek Ekeland Eklund Ekornes Ekren Eldøy Eliasen Eliassen Ellefsen Ellingsen
Ellingsæter Elstad Elvestad Elvik Emilsen Endresen Engdahl Engebakken Engebretsen Engeland Engelsen
Engelstad Engen Enger Engeseth Engh Enoksen Erdal Erichsen Eriksen Erikstad Erlandsen Erlingsen Eskeland
Espedal Espeland Espeseth Estensen Evensen Evjen Evjenth Fagerheim Fagerland Fagerli Falch Falk Farstad
Fauske Faye Finstad Fiskum Fjeld Fjelde Fjeldstad Fjellheim Fjellstad Fjellvang Fjærestad Flatebø Flaten
Flatøy Flåten Fløgstad Folkestad Forberg Forbord Forland Fors Forsberg Forseth Foshaug Foss Fosse Fossen
Fosseng Fosshaug Fossheim Fossli Fossum Framnes Frantsen Frantzen Fredheim Fredriksen Fretheim Friis Frogner
Frøland Frøyen Fuglestad Furnes Furuseth Føyen Gaarder Gabrielsen Galtung Garberg Garmo Gausdal Gjelsvik
Gjerde Gjertsen Gjesdal Gjestvang Gjøen Glad Glomnes Goksøyr Graff Gran Granberg Grande Granerud Granli
Granlund Granum Gregersen Greve Grimsmo Grimsrud Grimstad Grini Grov Grøndahl Grønli Grønlien Grønning
Grønseth Grønvold Grøtte Gudbrandsen Gudmundsen Gulbrandsen Guldbrandsen Gullberg Gulliksen Gundersen
Gunnarsen Gunnerud Gustafsen Gustavsen Gustavsson Gåsland Haagensen Haaland Haarberg Haave Hafstad Haga
Hageberg Hageland Hagelund Hagen Hagerup Haldorsen Halland Halle Halleraker Halsen Halseth Halvari Halvorsen
Hammer Hammersmark Hamre Handeland Hanken Hansen Hanssen Hansson Hanstad Haraldseid Haraldsen Haraldstad
Harstad Hartvigsen Haslum Hasselberg Hatlem Hatlestad Hauan Haug Haugan Hauge Haugen Haugerud Haugland
Haugseth Haugstad Haukeland Hauken Havnes Hegdal Hegge Heggelund Heggen Hegstad Heiberg Heier Heimdal
Helgeland Helgerud Helgesen Helland Helle Helleland Hellesen Hellestad Hellum Helseth Hem Hemmingsen Hennum
Henriksen Hermanrud Hermansen Herstad Hesla Hestnes Hetland Hilden Hjelle Hjellestad Hjelmeland Hjelseth
Hjertaas Hjorth Hoel Hoff Hoffmann Hofseth Hofstad Holand Holberg Hole Holen Hollund Holm Holmberg
Holmefjord Holmen Holmgren Holmstrøm Holst Holstad Holtan Holte Holtet Hopland Horgen Horn Hornnes Hovda
Hovde Hovden Hoven Hovland Hovstad Husby Huse Huseby Hustad Huus Hvidsten Håkonsen Håland Høgberg Høglund
Høiby Høie Høiland Høydal Høyer Høyland Iden Ihle Ims Indrebø Ingebretsen Ingebrigtsen Ingvaldsen Instefjord
Isachsen Isaksen Isdahl Iversen Jacobsen Jahnsen Jahr Jakobsen Jakobsson Jansen Janson Janssen Jensen
Jensrud Jenssen Jespersen Joakimsen Johannesen Johannessen Johansen Johansson Johnsen Johnsrud Jonassen
Jonsen Jonsson Jordal Josefsen Juel Juliussen Juul Jørgenrud Jørgensen Jørstad Kalleberg Kallevik Karlsen
Karlsrud Karlsson Karlstad Karoliussen Kaspersen Kaurin Kielland Kilen Kirkeby Kjeldsen Kjellsen Kjelsberg
Kjelsrud Kjelstad Kjos Kjær Kjærnes Kjønnerud Kjøs Klausen Kleiven Kleppe Kleven Klungland Klungreseth
Knapstad Knudsen Knutsen Kolberg Kolden Koller Kolstad Kongshaug Kongsli Korneliussen Kristensen Kristiansen
Kristoffersen Krogh Krogstad Krohn Kvaal Kvale Kvalheim Kvalvik Kvam Kvamme Kvarme Kverneland Kvernmo Kvinge
Kvisle Kvist Lade Landmark Landsverk Langaas Langeland Langen Langli Langmo Langseth Langås Larsen Lauritsen
Lauritzen Laursen Lauvås Leirvik Leirvåg Lervik Lerøy Levang Lexow Lia Lid Lie Lien Lier Liland Lillebø
Lilleng Lillestøl Lillevik Lind Lindahl Lindberg Lindgren Lindland Lindstad Lindstrøm Lindvik Lindås
Listhaug Lode Lofthus Lorentsen Lorentzen Ludvigsen Lund Lundberg Lundby Lunde Lundeby Lundgren Lundquist
Lundstad Lykke Lyngstad Lyngås Lysne Lånke Løberg Løken Løkke Løkkevik Lønning Løvaas Løvik Løvseth Løvås
Madsen Magerøy Magnussen Malm Malmin Markussen Marthinsen Marthinussen Martinsen Mathiassen Mathiesen
Mathisen Mathisrud Maurstad Meland Melby Melhus Melvold Meyer Michaelsen Michelsen Midtbø Midtgaard Midthun
Midttun Mikkelsen Misje Mjelde Mjøs Moberg Moe Moen Mohn Moland Molvær Monsen Mork Morken Morstad Mortensen
Moseng Mossige Munkvold Munthe Muri Myhre Myhren Myhrer Myklebust Myren Myrland Myrseth Myrvang Myrvold
Mæland Møller Mørk Mørkved Müller Narum Natvig Nedrebø Nergaard Nergård Ness Nesse Nesset Nguyen Nicolaisen
Nielsen Nikolaisen Nilsen Nilssen Nilsson Norberg Nordahl Nordal Nordang Nordby Nordeng Nordengen Nordgård
Nordhagen Nordhaug Nordheim Nordli Nordlie Nordlund Nordmann Nordstrøm Nordvik Norheim Norum Nybakk Nyborg
Nybø Nygaard Nygren Nygård Nyhus Nyland Nylund Nymoen Nystrøm Nysæter Nærland Næsheim Næss Nøkleby Nøstvold
Odland Oftedal Oksnes Olafsen Olafsson Olaussen Olavsen Olsen Olsrud Olstad Opdal Opheim Opsahl Opsal Orvik
Osland Ottesen Ottosen Ousland Overå Paulsen Paulsrud Pedersen Pedersrud Persen Persson Petersen Pettersen
Pettersson Prestegård Presthus Prestrud Raknes Ramberg Ramstad Randen Rasch Rasmussen Ravn Reiersen
Reinertsen Reinholdtsen Reitan Rekdal Remøy Riise Ringdal Ringstad Risan Risberg Risdal Riseng Ristad
Robertsen Rogne Rognli Rognstad Rolfsen Rolland Rommetveit Ronander Rosenberg Rosenlund Rosland Rosseland
Rossland Rostad Rudberg Rudi Rugland Rustad Ruste Rusten Ruud Ryan Rygh Rød Rødland Røed Røise Rønneberg
Rønnevik Rønning Rønningen Røsland Røstad Sagberg Sagen Saltnes Salvesen Samdal Samuelsen Samuelsson
Sandaker Sandal Sandbakken Sandberg Sandbu Sande Sandmo Sandnes Sandnæs Sandstad Sandum Sandvik Sandvold
Sandøy Sannes Saugestad Schei Schjelderup Schjølberg Schmidt Schrøder Schultz Schulz Selnes Selvaag Selvik
Sevaldsen Severinsen Sevland Sigurdsen Sigvartsen Simensen Simonsen Simonsrud Sivertsen Sivertsson Sjøberg
Sjøvold Skaar Skaaren Skage Skagestad Skar Skarpnes Skarstein Skaug Skaugen Skeie Skjeggestad Skjelbred
Skjelvik Skjerve Skjold Skjølberg Skogen Skogheim Skogli Skoglund Skogly Skogstad Skogvold Skorpen Skovly
Skuggen Skår Skåre Skøien Slettebakk Slettemoen Sletten Slettvold Smedsrud Smestad Smith Smådal Snekkerud
Snilsberg Sogn Solbakk Solbakken Solberg Solem Solhaug Solheim Solheimsnes Solli Solstad Solum Solvang
Solvik Solvoll Soma Sommerfelt Sommerseth Stabell Stange Stav Stavnes Steen Steffensen Stein Steinsland
Stenberg Stene Stenersen Stenseth Stensland Stensrud Stenvik Stigen Stokkan Stokke Stokkeland Stokland
Storaas Storhaug Storli Storløkken Stormo Storvik Strand Strandberg Strande Stranden Strandheim Straume
Strøm Strømberg Strømme Strømmen Strømsnes Strømstad Støen Støle Størdal Støylen Sund Sundal Sundberg Sundby
Sunde Sundet Sundheim Sundland Sundsbø Sundt Sundvik Svarstad Svartdal Sveen Svein Sveinsson Svendsen
Svendsrud Svenningsen Svensen Svensson Sviland Syversen Syvertsen Sæbø Sæle Særheim Sæther Sætre Sætren
Søderberg Sølvberg Sørby Sørbø Sørdal Søreide Sørensen Sørhaug Sørli Sørlie Sørum Søvik Takle Tandberg
Tangen Tangerud Teigen Teigland Tellefsen Terjesen Thomassen Thommesen Thorbjørnsen Thoreid Thoresen
Thorkildsen Thorsen Thorsrud Thorstensen Thorvaldsen Thue Tinnes Tjelta Tjønn Tjønneland Tobiassen Tofte
Tollefsen Tomassen Torgersen Torkildsen Torp Torstensen Torsvik Torvik Trondsen Tronstad Trygstad Tungesvik
Tvedt Tveit Tveitan Tveiten Tveten Tveter Tviberg Tyldum Tysse Tyssedal Tømmerås Tønder Tønnesen Tønnessen
Ueland Ulla Ulriksen Ulstein Ulven Ulvestad Undheim Urdal Urke Utne Utvik Vaage Vaagen Valberg Valderhaug
Valen Valle Vangen Vangsnes Varhaug Vassbotn Vatne Veland Vestad Vestby Vestre Vestrheim Vestvik Vik Vikan
Vike Viken Vikre Vikse Viksveen Vindenes Vinje Vistnes Vold Volden Voll Vollan Volle Vollen Vågen Wahl Walle
Wang Wathne Weber Wee Weiby Werner Wessel Westby Westerlund Westgaard Wetteland Wiborg Wiig Wiik Wiken Wiker
Wilberg Wilhelmsen Willumsen Wilsgård Winge Winther With Wold Wulff Wågan Wærnes Yri Ystad Ytreland Ytterdal
Zachariassen Zakariassen Ådland Ågotnes Åkre Åmodt Åmot Årdal Årnes Årseth Åsen Åsheim Åsland Åsli Ødegaard
Ødegård Ødegårdstuen Øen Øgård Øien Økern Økland Ølberg Øren Ørjansen Østby Østbye Østenstad Østerud Østli
Østlie Østmo Østrem Østvold Øverby Øverland Øvrebø Øvregård Øyen
Aaserud Adolfsen Alnes Ananiassen Andenes Askheim Asplin Austbø Austrheim Bakkeli Bakkelund Ballangrud Bang
Bangsund Barlaup Bekkelund Bellsund Bergseng Bergset Bergsjø Bergslien Bergsli Bergstad Bjerkeli Bjerkeseth
Bjerknes Bjørgo Bjørkhaug Bjørkum Bjørnsrud Bjørnå Bleken Blikra Blindheim Bogen Boge Borgli Bostad
Botnen Botten Brattbakk Brattvåg Breistein Breivold Brekkan Brekkhus Brenne Brovold Bruheim Bruvoll
Brynjulfsen Bryhni Bråthen Bræin Brænd Buan Bukkøy Bustad Byberg Bystøl Bæverfjord Bøhmer Børseth Bårdsen
Dalby Dalbakk Dalseg Dalsgård Dalsbø Damstuen Dolmen Dragland Dragseth Drageset Drevland Duesund Dyrhaug
Dyrøy Dæhlie Eggesvik Eidem Eidet Eidsvik Eidsvåg Eikeli Eikeseth Eikrem Eilertsen Elde Elvebakk Elveland
Elvheim Engelsrud Engeset Engesæter Engvik Erga Eriksrud Faanes Fadnes Fagerhaug Fagernes Fagervik
Fauskanger Fedje Felland Fiskaa Fiskvik Fjeldheim Fjellanger Fjelltveit Fjørtoft Flaatten Flatland Flekke
Flesland Flo Follestad Fosseide Fossland Fossmo Fremstad Froland Frøyland Fuglseth Furuheim Furulund Fylling
Fylkesnes Føleide Førde Følstad Gangdal Gangstad Garnes Garshol Gaustad Gaukstad Giske Gjerstad Gjersvik
Gjessing Gjørven Goa Grandal Granheim Granmo Gravdal Gravem Gravir Grefsrud Greger Grimseth Grimstveit
Grindheim Grindstad Grinde Gropen Grotle Gryting Græsdal Grødem Grønbech Grøneng Grønhaug Grønland Grønlund
Grønnevik Grønstad Grøttum Gudmestad Gullaksen Gulli Gåsvik Haaheim Haavik Hagland Halden Hallingstad
Halmrast Halse Halsne Halsnes Halstensen Hamnes Hamremoen Hanstveit Hareide Harestad Hatland Haugli Haugsvær
Haukaas Hauknes Haveland Havik Havnen Heggdal Heggland Hegland Hegna Heien Heimstad Heldal Hellesø Hellesund
Hellevik Helset Hembre Herland Hermstad Hestad Hestvik Hilland Hillestad Hinderaker Hitland Hjelmervik
Hjelmås Hjertø Hodne Hoem Hogstad Holdal Holden Holmedal Holmeide Holmquist Holmvik Holsen Holthe Hopen
Horpestad Hoverud Hovdenak Hovdal Hovind Huglen Husebø Husevåg Husom Hustveit Husøy Hvattum Hylland
Hyllestad Hærland Høgli Høgseth Høines Høisæter Høstmark Høvik Høyem Høyvik Håheim Hårstad Håvik Ivarson
Jansrud Jektvik Jevne Jevnaker Jordheim Jordbakke Juvik Jøssang Kaland Kaldestad Kalland Kalstad Kalvik
Kaasa Kaarstad Kastnes Kaupang Killingmo Kirkeng Kirkerud Kirkevold Kittelsen Kjelstrup Kjeldsberg Kjelland
Kjemperud Kjenstad Kjosavik Kjærstad Kjølstad Kjønnøy Klepp Kleppa Kleve Klokkerud Klungtveit Klyve Knarvik
Knutsrud Kolbeinsen Kolltveit Kolsrud Kolstø Kopperud Kornberg Korsnes Korsmo Korsvik Kråkenes Kringstad
Kringlebotn Kroken Krokeide Krokan Krossøy Kvalnes Kvalsvik Kvalvåg Kvammen Kvanvik Kveen Kvello Kvernes
Kvilhaug Kvistad Kvåle Kvåvik Kyrkjebø Kyllingstad Kårstad Laastad Landa Landsem Langaker Langehaug Langerud
Langhelle Langlo Langnes Langåsen Larsgård Lauvstad Lavik Leikanger Leinan Leirdal Leite Lervåg Leithe Liabø
Liestøl Lidal Lillehaug Lillejord Lindal Lindheim Lindseth Lislevand Loftesnes Lona Longva Lothe Lothen
Lundal Lundanes Lunder Lundsør Lura Lygre Lyngmo Lyngvær Lyse Lysaker Lysberg Lystad Lægreid Lærum Lødemel
Løfald Løge Løkeng Løland Lønne Løseth Løset Løvdal Løvstad Maudal Malum Mandal Martinussen Matre Medby
Melbye Meling Melkevik Mellingen Mellum Melvær Merkesdal Midtgård Mikalsen Mikkelborg Mjåtveit Mjøen Mjølhus
Mogstad Moholt Moldestad Moltu Mosby Mosvold Mostad Mundal Myking Myklestad Myksvoll Myrstad Mæhlum Mølster
Mørch Måge Nakken Nedreberg Nedregård Neerland Nessa Nesheim Nestvold Nesland Nesbø Nesvik Neteland Nevland
Nistad Nitter Nordeide Nordbotten Nordbye Nordland Nordmo Nordnes Nordskag Nordskog Nordtveit Nordås Norland
Nyheim Nymark Nyseth Nysæther Nystad Nyvoll Nærbø Nøkling Nørstebø Nøstdal Oldervik Oldeide Olsvik Olsnes
Onarheim Oppedal Oppegård Opstad Osmundsen Osnes Osvold Otnes Otterlei Ottestad Ovrum Petterson Pladsen
Prestmo Prestegard Prytz Puntervold Ramsland Ramsvik Randby Ranheim Refsnes Refvik Reiersrud Reistad Remme
Reme Rennesund Restad Ringheim Rishaug Risnes Riseth Risvik Robberstad Rognan Romslo Ronglan Rosvold Rotnes
Roth Rudshaug Rydland Ryland Rygg Ræder Rødal Rødseth Rødsand Røe Røine Rønnestad Røraas Røren Rørvik Røsnes
Røsok Røssland Røvik Råheim Råen Sagstad Sagvik Sakariassen Salte Saltveit Sandanger Sandbæk Sandbakk
Sandland Sandli Sandven Sandvær Sannerud Sefland Selbekk Selland Selstø Semb Seterås Sjåstad Sjøholt Sjøli
Sjøvik Skaalerud Skadal Skagen Skaland Skarbø Skarsbø Skarsvåg Skarsten Skattum Skavlan Skeide Skinnes
Skjelstad Skjerdal Skjeseth Skjevik Skjolden Skjæveland Skjæran Skjølsvik Skjørdal Skjørestad Skoge
Skolbekken Skotheim Skotnes Skretting Skrede Skuggedal Skuland Skulstad Skutle Skyberg Skåland Skårn
Slaatten Slettebø Slettedal Sletvold Slinde Slåtto Smedstad Smørdal Snekvik Snerting Solbø Solbu Soleng
Solhjell Solnes Solsvik Sortland Sorteberg Spilde Spjeld Standal Stangeland Stave Stavang Stavdal Stavik
Stavrum Steinbakk Steinbru Steinhaug Steinnes Steinset Steinsvik Steinsvåg Stensby Stokka Stokkedal Stoknes
Stokstad Storbakk Storebø Storeng Storheim Storsveen Storås Straumsnes Strandenes Strandbakken Strandli
Strandos Strandvik Strømsvåg Størseth Sulland Sundfjord Sundfær Sundli Sundnes Sundvor Svanberg Svardal
Svartveit Sveinall Sveinsvoll Svela Svensrud Svingen Svorkmo Sylte Syltebø Syse Sætra Sælen Sæterdal
Sætherskar Sævik Søiland Sømme Søndenå Sønsteby Sørbye Sørbøen Søreng Sørensrud Sørgård Sørheim Sørland
Sørnes Sørvik Tafjord Talgø Tangvik Tangvald Tengesdal Thingnes Tingstad Tjelde Tjelmeland Tjensvoll
Tjersland Tjora Tjøstheim Toften Tofteland Tollefsrud Tollaksen Tomren Tonheim Tonstad Toresen Torgersrud
Torheim Torkelsen Torland Torset Torsteinsen Torvund Trana Tranberg Trandal Tranøy Treland Trengereid
Trosdahl Trøen Tuft Tufte Tuastad Tungland Tveita Tveitane Tveitnes Tveterås Tvedten Tynes Tysnes Tysseland
Tøndel Tønseth Tørresdal Ulland Ulleberg Ulset Ulvund Underhaug Usken Utheim Utgård Vadset Vadla Vaksdal
Valestrand Valheim Valland Vallestad Valstad Valvik Varpe Vasbø Vassdal Vassenden Vasshaug Vasstrand Vatland
Vatnedal Vatnøy Vedeler Vedvik Veiby Velde Velle Velure Venås Vestbø Vesterhus Vestnes Vetrhus Vevang Viddal
Vigdal Vignes Vigrestad Vikane Vikebø Vikhals Vikingstad Vikør Viksund Vikøren Viland Vindheim Vinjerui
Vinnes Voldsund Vollset Vågenes Vågnes Vågsnes Våge Vårdal Værnes Wangen Wangberg Westlie Westad Widerøe
Ytrehus Ødegården Øgaard Ølmheim Ørjasæter Ørnes Ørstavik Østberg Østbø Østensen Østerbø Østerhus Østgård
Østhus Østlund Østnes Østreng Østvik Øvereng Øverli Øvrelid Øyehaug Øyre Øystese Øksnes Øvstebø Øyan Øygard
Åkerlund Åmdal Åmland Årstad Åserud Åsgård Åsvang Åsnes
somaliske: Abdi Abukar Adan Aden Ahmed Ali Barre Dualeh Farah Gedi Guled Hagi Hassan Hersi Hirsi Hussein
Isse Jama Mahamud Mohamed Mohamud Muse Nur Nuur Omar Osman Roble Samatar Sheikh Siad Warsame Yusuf
tamilske: Arulanantham Arumugam Balakrishnan Chandran Chelliah Ganeshan Gunaratnam Jeyakumar Jeyarajah
Kanagalingam Kanagaratnam Kanapathy Kandasamy Kandiah Kanthasamy Kugathasan Kulanayagam Mahalingam Mahendran
Manoharan Markandu Murugesu Nadarajah Nagalingam Nagarajah Nallathamby Navaratnam Nithiyananthan
Paramanathan Paramasivam Pathmanathan Ponnambalam Ponniah Puvanendran Rajakumar Rajalingam Rajaratnam
Rajendran Ramachandran Ramanathan Rasiah Ratnam Sathasivam Satkunarajah Sellathurai Selvanathan Selvarajah
Selvaratnam Shanmugam Sinnappu Sinnathurai Sivakumar Sivalingam Sivanesan Sivapalan Somasundaram
Srikantharajah Sritharan Subramaniam Sundaralingam Suppiah Thambirajah Thavarajah Theivendran Thillainathan
Thiruchelvam Thurairajah Vadivel Velauthapillai Velupillai Vigneswaran Vijayakumar Visuvanathan Yoganathan
Yogarajah
pakistanske: Abbasi Afzal Ahmad Akhtar Akram Arshad Ashraf Aslam Awan Aziz Baig Bashir Begum Bhatti Butt
Chaudhary Chaudhry Cheema Dar Farooq Ghafoor Hameed Hanif Hussain Iqbal Jamil Kausar Khalid Khan Khokhar
Latif Mahmood Malik Mehmood Mian Minhas Mirza Mughal Nawaz Parveen Qureshi Rafiq Raja Rashid Rauf Rehman
Sadiq Saeed Saleem Sarwar Shabbir Shah Shahzad Sharif Siddiqui Tariq Waheed Yaqoob Yousaf Zafar
eritreiske og etiopiske: Abebe Abrehe Afewerki Andemariam Araya Asefaw Berhe Beyene Fessehaye Gebre
Gebremariam Gebremedhin Gebremeskel Gebreselassie Ghebremedhin Ghebreselassie Ghebreyesus Habte Habtemariam
Hagos Haile Kahsay Kidane Kiflay Kifle Kiflom Kiros Mebrahtu Mehari Mengesha Negash Negassi Ogbamichael
Okbay Okbazghi Russom Solomon Tekeste Tekie Tekle Teklehaimanot Teklemariam Tesfamariam Tesfay Tesfaye
Tesfazghi Tsegai Weldemichael Weldu Woldeab Woldu Yohannes Zemuy Zeray Zere Zerezghi
arabiske: Abbas Abdallah Abdelaziz Abdo Abou Al-Ali Al-Hussein Al-Khatib Al-Saadi Al-Shami Alahmad Alhassan
Aljaber Alkhalaf Almohammad Alnajjar Alomar Alsaleh Ayoub Barakat Daoud Darwish Fares Habib Haddad Hadid
Halabi Hamad Hammoud Hamoud Hariri Hashim Hijazi Homsi Issa Jabbar Jaber Jassim Kanaan Kassem Khalaf Khalil
Khatib Khoury Kurdi Mahdi Mahmoud Mansour Maroof Masri Mohammed Najjar Naser Nasser Othman Qabbani Qasim
Rahman Sabbagh Sabbah Saleh Salman Sarhan Sayegh Shaaban Shaheen Shehadeh Suleiman Taha Tamimi Yassin Younes
Zaidan Zidan
persiske og afghanske: Ahmadzai Akbari Alizada Amini Amiri Ansari Bakhshi Barakzai Ebrahimi Faizi Ghafari
Ghasemi Gholami Ghulami Habibi Haidari Hakimi Hashemi Heydari Hosseini Husseini Jalali Kabiri Karimi Kazemi
Khavari Mahmoodi Moradi Mousavi Muradi Nabizada Naseri Nazari Nikzad Noori Noorzai Popal Qasimi Rahimi
Rahmani Rasuli Rezaei Rezai Rostami Sadat Safari Safi Samadi Sarwari Sharifi Shirzad Stanikzai Sultani
Taheri Wardak Yousefi Yusufzai Zamani
kurdiske: Abdulrahman Agha Amedi Amin Baban Barzani Barzinji Dizayi Faraj Gardi Hama Hamid Hawrami Ismail
Jaff Kader Kadir Karim Majid Mirani Mustafa Qadir Rahim Rasul Rostam Salih Shwani Talabani Zangana Zebari
tyrkiske: Acar Akbas Akin Aktas Altun Arslan Aslan Atas Ates Avci Aydin Aydın Bozkurt Bulut Cakir Celik
Cetin Coskun Dag Demir Demirci Dogan Doğan Erdem Erdogan Eren Ergin Gül Güler Günes Isik Kara Karaca Kaya
Keskin Kilic Kilinc Kocak Korkmaz Koç Koçak Kurt Kılıç Polat Sahin Sari Simsek Tas Tekin Toprak Tuncel
Tuncer Turan Turk Uysal Yalcin Yavuz Yildirim Yilmaz Yüksel Yıldırım Yıldız Çelik Çetin Özcan Özdemir Özkan
Öztürk Ünal Şahin Şimşek
polske: Adamczyk Baran Borkowski Brzezinska Chmielewski Czarnecki Dabrowska Dabrowski Duda Dudek Gorski
Grabowska Grabowski Jablonski Jankowski Jasinski Jaworski Kaczmarek Kaczorowska Kaczynski Kaminska Kaminski
Kowal Kowalczyk Kowalska Kozlowski Krawczyk Krol Kubiak Kubicki Kucharski Kwiatkowska Kwiatkowski
Lewandowska Lewandowski Lis Maciejewski Maj Majewski Malinowski Markowski Mazur Michalak Michalski
Nowakowski Nowicka Olszewski Ostrowski Pawlak Pawlowska Pawlowski Pietrzak Piotrowski Rutkowski Sadowski
Sawicki Sikora Sobczak Sokolowski Stepien Szewczyk Szymanska Szymanski Tomaszewski Urban Walczak Wieczorek
Wilk Wisniewska Wisniewski Witkowski Wojciechowski Wojcik Wozniak Wrobel Wrona Wysocki Zajac Zajkowski
Zalewski Zawadzki Zielinska Zielinski Zielonka Zych
ukrainske: Boiko Bondarenko Honcharenko Hrytsenko Ivanenko Klymenko Kovalchuk Kovalenko Kravchenko Kravchuk
Lysenko Marchenko Melnyk Moroz Oliinyk Petrenko Polishchuk Rudenko Savchenko Shevchenko Shevchuk Sydorenko
Tkachenko Tkachuk Vasylenko
baltiske: Berzina Berzins Butkus Jankauskaite Jankauskas Kalnins Kavaliauskas Kazlauskaite Kazlauskas
Liepins Ozolina Ozols Paulauskas Petrauskaite Petrauskas Stankevicius Stankeviciute Urbonas Vasiliauskas
Zukauskas
vietnamesiske: Bui Cao Chau Dang Dao Diep Dinh Do Doan Dong Duc Duong Ha Ho Hoang Huynh Kim La Lam Le Luong
Luu Ly Mac Mach Mai Nghiem Nghiêm Ngo Pham Phan Phu Phung Quach Quan Ta Tang Thach Thai Than To Ton Tong
Tran Trieu Trinh Truong Ung Vo Vong Vu Vuong
fra Balkan: Ademi Ahmeti Aliu Avdic Bajraktari Bajrami Becirovic Begic Begovic Beqiri Berisha Bislimi Bytyqi
Delic Dervisevic Dzeko Fazliu Gashi Hadzic Halili Halilovic Haliti Hasanagic Hasani Hodzic Hoti Hoxha Husic
Hyseni Ibrahimi Ibrahimovic Imsirovic Jashari Kadric Karic Kelmendi Krasniqi Kryeziu Mehmeti Memic Morina
Mujanovic Mujic Mujkic Murati Mustafic Omerovic Osmani Ramadani Ramic Rexhepi Sabani Salihovic Salihu Salkic
Sejdiu Selimi Shabani Shala Smajic Suljic Suljkanovic Sylejmani Thaci Thaqi Veliu Zejnilovic Zeqiri Zukic
indiske: Agarwal Bains Chopra Das Dhillon Gill Grewal Gupta Jain Joshi Kapoor Kaur Kumar Mehta Nair Patel
Rao Reddy Sandhu Sharma Sidhu Singh Thakur Verma
filippinske: Bautista Cruz Dela Garcia Gonzales Mendoza Ramos Reyes Santos Villanueva
fra flere språk: Abdella Abdikarim Abdillahi Abdinur Abdirahman Abdirashid Abdulahi Abdulkadir Abdullah
Abdullahi Abdulle Abdulmajid Abdulwahab Abraha Abraham Abshir Abubakar Adam Adem Adhanom Afrah Agheli Ahmadi
Ahmadov Ahmedi Ajdari Akbar Akhter Akter Alamgir Alawi Alemu Alhamad Aliyev Allawi Amanuel Amir Anderson
Annan Ansar Anwar Arap Arif Ariyan Asad Asghar Asghari Asif Askari Assefa Atta Aweys Ayan Ayaz Azimi Azizi
Babaei Bah Bahadur Bahrami Baidoo Bajwa Bakir Balasingam Barkat Barry Basha Behrami Bekele Belay Berisa Bibi
Birhane Bojang Boubacar Cabdi Camara Carvalho Ceesay Ceylan Cham Chaudry Chen Chowdhury Costa Dahir Dastan
Demirel Deng Derbew Desta Diallo Dialo Dirie Diriiye Diriye Djama Duale Dubravac Elmi Emami Ergun Erol
Estifanos Fadel Faiz Faqiri Farahani Farid Farooqi Fayed Fernandez Fernando Ferreira Filipovic Fofana
Frezghi Gabre Gaye Gebru Geleta Gelle Getachew Ghasemian Ghebre Ghirmai Girma Gomez Gonsalves Gonzalez Gul
Guleed Gutierrez Habibullah Hadj Haidar Hailu Haji Hajizadeh Halimi Hamdan Hamidi Hamza Handulle Haq Haque
Haroon Hasan Hasanovic Hashi Hassani Hassen Hayat Hernandez Hirani Hossain Husain Hussen Ibraahim Ibrahim
Idris Iftikhar Ilyas Iman Imran Ismael Ismaili Isman Issak Ivanov Ivanova Jaafari Jabbari Jackson Jadoon
Jaeger Jafari Jahan Jalil Jallow Jamac Jamal Jamali Jammeh Jamshidi Janjua Jankovic Jankowska Janowska Javed
Jimenez Jovanovic Kabashi Kabir Kalliyath Kamara Kanapathipillai Karimov Kassim Kazmi Kebede Keita Kelifa
Khalili Khaliq Khanam Khattak Khosravi Kibret Kidanemariam Koroma Kovacevic Kowalski Kozlowska Krasnici
Krishnan Krishnapillai Kristjansson Kulasingam Kumarasamy Kurtovic Kutty Legesse Leka Lemma Liban Lopez
Ludin Maalin Maalouf Mahad Mahamed Mahamoud Mahmud Majeed Makonnen Malak Malikzada Mansoor Mansur Manzoor
Maow Markovic Marku Martinez Masih Masood Mebratu Mehmedovic Mekonnen Mengistu Merza Miah Michael Michalska
Mirzada Mirzai Moalim Moallim Mohamad Mohamadi Mohammad Mohammadi Mohamoud Mohsen Mohsin Mojtabai Moradian
Mousa Muhammad Muhammed Muhudin Mukhtar Mulugeta Munir Murad Murtaza Musa Mussa Mustafi Mwangi Nadarasa
Nadeem Najafi Naqvi Naseem Nasir Navarro Naveed Nawabi Nazir Nejad Niazi Nikolic Njie Noor Novak Nowak
Nowicki Nurhussein Obaidi Odowa Ogbai Okafor Olad Oliveira Omarov Orhan Osei Osmanovic Owusu Ozdemir Ozturk
Parsa Pavlovic Pereira Perera Petrov Petrova Petrovic Pillai Popescu Popov Puri Qaderi Qadiri Qayyum Rabbani
Rabie Radi Rafi Raghavan Rahbari Raheem Rahmanzai Rajasingam Rama Ramirez Rana Ranjbar Rasheed Rashidi
Rasooli Rathore Raza Razaq Rezazadeh Riaz Rizvi Robleh Rodrigues Rodriguez Romero Sabri Sadeghi Sadik Saeedi
Safdar Sahal Said Saidi Sajid Salad Salam Salehi Salihi Salim Samadov Sanchez Sanneh Sarr Sattar Sebhatu
Seid Selassie Selim Sesay Shafi Shahab Shahid Shaikh Shakoor Shamsi Sharifov Shehzad Sherzad Shinwari
Shirdon Shire Siddique Sidibe Silva Sinanovic Sivaraja Smajlovic Soltani Stanley Stefanovic Sulaiman Suleman
Suleyman Sultan Susko Syed Szczepanski Tahir Taleb Tareen Tesfagabir Tesfu Tewelde Tewolde Thapa Theodros
Thevarajah Thomas Torres Traore Tsegay Tsehaye Turay Ullah Umar Usman Usmani Veli Velic Wais Waqar Wazir
Weldeab Weldegebriel Wolde Woldemichael Wong Wójcik Yaqub Yasin Yebio Yemane Yimer Younas Younis Yousif
Yousuf Zaheer Zahid Zahir Zahiri Zaki Zaman Zarei Zekarias Zemichael Zewdie Zhang Ziabari
`)

export const FORNAVN: readonly string[] = Object.values(FORNAVN_ETTER_OPPHAV).flat()
export const ETTERNAVN: readonly string[] = Object.values(ETTERNAVN_ETTER_OPPHAV).flat()

/** One line or more for each «gruppe: Navn Navn …». */
function etterOpphav(liste: string): Readonly<Record<string, readonly string[]>> {
  const ut: Record<string, string[]> = {}
  let gruppe: string[] = []
  for (const ord of liste.trim().split(/\s+/)) {
    if (ord.endsWith(':')) {
      gruppe = ut[ord.slice(0, -1)] ?? []
      ut[ord.slice(0, -1)] = gruppe
    } else gruppe.push(ord)
  }
  return ut
}
