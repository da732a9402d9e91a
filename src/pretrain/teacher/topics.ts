/** What the prompts are about: everyday words, by the kind of question that makes sense for them. */

const list = (text: string): readonly string[] =>
  text
    .split(/[,\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

export const ANIMALS =
  list(`cat, dog, cow, horse, elephant, tiger, lion, monkey, rabbit, parrot, sparrow, crow, peacock, owl, duck, hen, goat,
  sheep, camel, bear, fox, wolf, deer, squirrel, mouse, frog, snake, turtle, crocodile, fish, shark, whale, dolphin, octopus, crab, butterfly,
  bee, ant, spider, mosquito, snail, bat, penguin, kangaroo, giraffe, zebra, panda, eagle, pigeon, lizard`);

export const FOODS =
  list(`rice, bread, milk, tea, coffee, sugar, salt, honey, butter, cheese, yogurt, egg, apple, banana, mango, orange, grapes,
  lemon, watermelon, coconut, tomato, potato, onion, carrot, spinach, garlic, ginger, chilli, lentils, beans, soup, salad, pizza, sandwich, noodles,
  pasta, cake, chocolate, ice cream, biscuit, popcorn, curry, dal, roti, dosa, idli, samosa, paneer, biryani, masala chai, lassi, juice, water, nuts`);

export const OBJECTS =
  list(`chair, table, bed, lamp, mirror, clock, door, window, key, lock, umbrella, bag, bottle, cup, plate, spoon, knife, pen,
  pencil, notebook, book, newspaper, scissors, glue, ruler, calculator, candle, blanket, pillow, towel, soap, toothbrush, comb, shoe, hat, shirt,
  jacket, ring, watch, wallet, bicycle, car, bus, train, boat, aeroplane, kite, ball, drum, guitar, piano, camera, telephone, radio, television, fan,
  fridge, oven, washing machine, broom, bucket, ladder, hammer, screwdriver, needle, rope, map, compass, telescope, microscope, thermometer`);

export const PLACES =
  list(`school, library, hospital, market, bank, post office, railway station, airport, bus stop, park, zoo, museum, garden, farm,
  village, city, beach, river, lake, forest, desert, mountain, island, bridge, temple, stadium, cinema, restaurant, bakery, kitchen, office, factory,
  hotel, playground, police station, fire station, bookshop, pharmacy, harbour, street`);

export const NATURE =
  list(`sun, moon, star, planet, Earth, sky, cloud, rain, snow, wind, storm, thunder, lightning, rainbow, fog, ice, fire, ocean,
  wave, tide, sand, rock, soil, volcano, earthquake, tree, leaf, root, flower, grass, seed, fruit, winter, summer, spring, autumn, monsoon, sunrise,
  shadow, air, oxygen, sunlight`);

export const IDEAS =
  list(`gravity, energy, heat, light, sound, electricity, magnetism, friction, an atom, a cell, blood, the heart, the brain,
  the lungs, bones, a muscle, digestion, sleep, photosynthesis, evaporation, recycling, pollution, a fraction, a percentage, an average, a triangle,
  a circle, money, a budget, a loan, interest, tax, insurance, a contract, a law, an election, democracy, a vote, history, a language, a poem, a story,
  music, art, a hobby, a habit, a goal, a plan, a team, a friend, a family, a neighbour, kindness, honesty, patience, courage, respect, trust, luck,
  fear, anger, happiness, hope`);

export const TECHNOLOGY =
  list(`a computer, the internet, a website, a web browser, an email, a password, a search engine, a phone app, a keyboard, a screen,
  a battery, a robot, a printer, a server, a database, a spreadsheet, a file, a folder, a program, a programming language, JavaScript, a variable, a
  function, a loop, an array, a string, a bug, a test, an algorithm, a network, Wi-Fi, Bluetooth, GPS, a QR code, online shopping, a video call, a backup,
  a virus, an update, cloud storage, open source, machine learning, a language model`);

export const JOBS =
  list(`teacher, doctor, nurse, farmer, driver, pilot, cook, baker, tailor, carpenter, plumber, electrician, mechanic, painter, writer,
  singer, dancer, actor, lawyer, judge, police officer, firefighter, soldier, scientist, engineer, programmer, designer, accountant, shopkeeper, librarian,
  journalist, photographer, gardener, barber, dentist, vet, cashier, manager, coach, translator`);

export const TASKS =
  list(`make tea, boil an egg, cook rice, wash clothes, iron a shirt, clean a window, sweep a floor, plant a tree, water a plant,
  ride a bicycle, learn to swim, read faster, write a letter, write an email, learn a new language, save money, make a budget, open a bank account,
  book a train ticket, pack a bag, wake up early, sleep better, stay calm, stop worrying, make a friend, say sorry, say no politely, give a gift, plan a party,
  study for an exam, remember names, take good notes, prepare for an interview, write a resume, speak in public, start a small business, sell old books,
  fix a flat tyre, change a light bulb, charge a phone, choose a strong password, back up my photos, restart a computer, clean a keyboard, save a file,
  send a photo, make a video call, learn JavaScript, learn to code, find a bug in my code, name a variable, read an error message, cut an onion,
  make a sandwich, bake a cake, peel a mango, keep milk fresh, store bread, use less water, save electricity, recycle paper, reduce waste, grow tomatoes,
  feed a dog, take care of a cat, brush my teeth, wash my hands, treat a small cut, cool down on a hot day, stay warm in winter, stay healthy, drink more water,
  eat more vegetables, lose weight, start running, stretch before exercise, play chess, fly a kite, draw a cat, sing better, learn the guitar, take a good photo,
  tie a shoelace, sew a button, fold a shirt, wrap a present, find my keys, clean my room, move to a new city, rent a flat, cross a busy road, read a map`);

export const WHYS =
  list(`is the sky blue, is the sea salty, do leaves fall in autumn, do birds fly south, do cats purr, do dogs bark, do bees make honey,
  do we sleep, do we dream, do we yawn, do we sneeze, do we cry, do we need water, do we need food, do we brush our teeth, do we wash our hands, is exercise good,
  is sugar bad for teeth, is sleep important, is reading useful, is water important, is milk healthy, does ice float, does ice melt, does metal rust, does bread rise,
  does popcorn pop, does the moon change shape, does the sun rise in the east, do we have day and night, do we have seasons, is winter cold, is summer hot,
  does it rain, does thunder follow lightning, do rainbows appear, do plants need light, do trees have roots, do fish have gills, do birds have feathers,
  do snakes shed their skin, do spiders make webs, do ships float, do planes fly, do cars need fuel, do we use money, do we pay taxes, do we have laws,
  do people vote, do children go to school, do people work, do friends matter, is honesty important, should we be kind, should we save money, should we recycle,
  should I back up my files, should I use a strong password, do programmers write tests, do we give names to variables, do computers need memory, do phones get hot,
  do batteries run out, is the internet useful, do people like music, do people travel, do we celebrate festivals, do we say thank you, do onions make us cry,
  does hot food smell more, do clothes keep us warm, do we wear seat belts, do helmets matter, do clocks have hands, do mirrors show us, do shadows move,
  is the desert dry, do rivers flow to the sea, do volcanoes erupt, do we breathe faster when we run, does the heart beat, do muscles get tired, do we laugh`);

export const HEROES =
  list(`a little girl, a little boy, an old man, an old woman, a farmer, a teacher, a shopkeeper, a tailor, a small robot, a lost puppy, a shy cat,
  a clever crow, a brave mouse, a lazy donkey, a kind elephant, a tired driver, a young doctor, two friends, a grandmother, a new student, a hungry fox, a singing bird,
  a curious monkey, a night guard, a baker, a postman, a fisherman, a gardener, a train conductor, a librarian`);

export const TRAITS = list(
  `honest, helpful, lost, surprised, afraid, patient, hungry, proud, lucky, late, lonely, cheerful, busy, careful, forgetful, grateful`,
);

export const PRODUCTS =
  list(`phone, laptop, charger, pair of shoes, jacket, watch, book, kettle, fan, mixer, lamp, bag, bicycle, toy, headset, printer, keyboard,
  mattress, chair, water bottle, gas stove, SIM card, train ticket, mobile plan, broadband connection, cake, grocery order, medicine order, birthday gift, school bag`);

export const TROUBLES =
  list(`arrived broken, is late, never arrived, is the wrong colour, is the wrong size, stopped working, makes a strange noise, is missing a part,
  was charged twice, cost more than I expected, does not match the picture, has a bad smell, came in a torn box, does not turn on, was delivered to a neighbour,
  cannot be returned on your website, has a scratch, came without an invoice, was cancelled without any message, is still not refunded`);

export const GREETINGS =
  list(`Hello!, Hi, Hi there, Good morning, Good evening, Good night, How are you?, How was your day?, Nice to meet you, Thank you so much, Thanks for your help,
  Sorry I am late, I am tired today, I am feeling sad, I am very happy today, I am bored, I passed my exam!, I failed my test, I lost my keys, It is my birthday today,
  I have a headache, I am nervous about my interview, Can you help me?, What can you do?, Tell me a joke, Tell me a fun fact, Give me a compliment, Wish me luck,
  Say something nice, Recommend a hobby, What should I eat today?, What should I read?, See you tomorrow, Goodbye, Happy new year, Have a nice day, I missed my bus,
  My friend is angry with me, I got a new job, I am moving to a new city, It is raining here, I cannot sleep, I am learning to code, I made a mistake at work`);
